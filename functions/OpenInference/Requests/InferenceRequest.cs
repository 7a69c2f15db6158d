namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>A request as it was written, not yet held against a model. Owns what its tensors were read into.</summary>
internal sealed class InferenceRequest : IDisposable
{
    /// <summary>What the caller calls the request; the answer repeats it.</summary>
    public string? Id { get; set; }

    /// <summary>Whether outputs that don't say are wanted as binary data.</summary>
    public bool BinaryOutputs { get; set; }

    /// <summary>The tensors.</summary>
    public List<RequestedInput> Inputs { get; } = [];

    /// <summary>The outputs that are wanted; none means all.</summary>
    public List<RequestedOutput> Outputs { get; } = [];

    /// <summary>Gives the memory of JSON tensors back.</summary>
    public void Dispose()
    {
        foreach (var input in Inputs)
            input.Data?.Dispose();
    }
}

/// <summary>An input as it was written.</summary>
internal sealed class RequestedInput
{
    public string? Name { get; set; }

    public string? Datatype { get; set; }

    public List<long>? Shape { get; set; }

    /// <summary>Elements of a JSON array; null when there was none.</summary>
    public JsonElements? Data { get; set; }

    /// <summary>Bytes that the input has behind the JSON; null when it has none there.</summary>
    public long? BinarySize { get; set; }

    /// <summary>Those bytes, in the request's body.</summary>
    public Memory<byte> Binary { get; set; }
}

/// <summary>An output that is wanted.</summary>
internal sealed class RequestedOutput
{
    public string? Name { get; set; }

    /// <summary>Whether it is wanted as binary data; null when the request as a whole decides.</summary>
    public bool? Binary { get; set; }
}
