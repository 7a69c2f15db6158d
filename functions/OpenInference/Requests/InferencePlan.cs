using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>A request that agrees with the model: what to run and what to answer.</summary>
/// <param name="Input">The pictures.</param>
/// <param name="Outputs">The outputs of the answer, in its order.</param>
internal sealed record InferencePlan(PlannedInput Input, IReadOnlyList<PlannedOutput> Outputs)
{
    /// <summary>Whether the network has to give embeddings.</summary>
    public bool WantsEmbedding => Outputs.Any(output => output.Tensor.Name == ModelTensors.EmbeddingName);

    /// <summary>Holds a request against a model.</summary>
    /// <param name="request">What was asked; the plan uses its memory.</param>
    /// <param name="tensors">What the model takes and gives.</param>
    /// <param name="limits">What one request may take.</param>
    /// <param name="faults">What is wrong already; gets the rest.</param>
    /// <exception cref="RefusedRequestException">400: with every fault.</exception>
    public static InferencePlan Of(InferenceRequest request, ModelTensors tensors, PredictionLimits limits, Faults faults)
    {
        var outputs = OutputsOf(request, tensors, faults);
        var input = InputOf(request, tensors, limits, faults);
        faults.ThrowIfAny();
        return new(input!, outputs);
    }

    private static List<PlannedOutput> OutputsOf(InferenceRequest request, ModelTensors tensors, Faults faults)
    {
        if (request.Outputs.Count == 0)
            return [.. tensors.Outputs.Select(tensor => new PlannedOutput(tensor, request.BinaryOutputs))];
        var planned = new List<PlannedOutput>();
        for (var i = 0; i < request.Outputs.Count; i++)
        {
            var (name, binary) = (request.Outputs[i].Name, request.Outputs[i].Binary ?? request.BinaryOutputs);
            if (name is null)
                faults.Add($"outputs[{i}].name", "is missing.");
            else if (tensors.Output(name) is not { } tensor)
                faults.Add($"outputs[{i}].name", $"is {Faults.Quote(name)}: the model gives {string.Join(" and ", tensors.Outputs.Select(output => $"'{output.Name}'"))}.");
            else if (planned.Exists(output => output.Tensor == tensor))
                faults.Add($"outputs[{i}].name", $"asks for '{name}' a second time.");
            else
                planned.Add(new(tensor, binary));
        }
        return planned;
    }

    private static PlannedInput? InputOf(InferenceRequest request, ModelTensors tensors, PredictionLimits limits, Faults faults)
    {
        PlannedInput? planned = null;
        for (var i = 0; i < request.Inputs.Count; i++)
            planned = InputChecks.Check(request.Inputs[i], $"inputs[{i}]", tensors, limits, faults) ?? planned;
        if (request.Inputs.Count != 1)
            faults.Add("inputs", $"must hold one tensor, '{ModelTensors.ImageName}' or '{ModelTensors.PhotoName}'; there are {request.Inputs.Count}.");
        return planned;
    }
}

/// <summary>What to run: pictures, or files that become pictures.</summary>
internal abstract record PlannedInput(int Count);

/// <summary>Pictures that have the model's size.</summary>
/// <param name="Pixels">Rows, columns and colours of each, one after the other.</param>
/// <param name="Count">Pictures.</param>
/// <param name="Height">Rows of each.</param>
/// <param name="Width">Columns of each.</param>
internal sealed record PlannedImages(Memory<byte> Pixels, int Count, int Height, int Width) : PlannedInput(Count);

/// <summary>Photos as files.</summary>
internal sealed record PlannedPhotos(IReadOnlyList<ReadOnlyMemory<byte>> Files) : PlannedInput(Files.Count);

/// <summary>An output of the answer.</summary>
/// <param name="Tensor">What it is.</param>
/// <param name="Binary">Whether its numbers stand behind the JSON.</param>
internal sealed record PlannedOutput(TensorMetadata Tensor, bool Binary);
