using System.Buffers.Binary;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>
/// The binary tensor data extension: tensors stand behind the JSON object, one after the other, in the order of the inputs that have a
/// <c>binary_data_size</c>.
/// </summary>
internal static class BinarySections
{
    /// <summary>Bytes before each element of type BYTES that say its length.</summary>
    private const int LengthPrefix = sizeof(uint);

    /// <summary>Gives each input its bytes.</summary>
    /// <param name="request">What the JSON says.</param>
    /// <param name="binary">All that stands behind the JSON; empty where the request is JSON only.</param>
    /// <param name="announced">Whether the header said where the JSON ends.</param>
    /// <param name="faults">Gets what does not agree.</param>
    public static void Assign(InferenceRequest request, Memory<byte> binary, bool announced, Faults faults)
    {
        for (var i = 0; i < request.Inputs.Count; i++)
        {
            if (request.Inputs[i].BinarySize is not { } size)
                continue;
            var path = $"inputs[{i}].parameters.binary_data_size";
            if (!announced)
            {
                faults.Add(path, $"needs the header {ProtocolHeaders.JsonLength}, which says how many bytes of JSON come before the binary data.");
                return;
            }
            if (size > binary.Length)
            {
                faults.Add(path, $"is {size}, but only {binary.Length} bytes are left behind the JSON.");
                return;
            }
            request.Inputs[i].Binary = binary[..(int)size];
            binary = binary[(int)size..];
        }
        if (!binary.IsEmpty)
            faults.Add("", $"{binary.Length} bytes behind the JSON belong to no input: give each a 'binary_data_size'.");
    }

    /// <summary>The elements of a tensor of type BYTES, each after its length in four bytes; null when the lengths don't add up.</summary>
    /// <param name="binary">The tensor's bytes.</param>
    /// <param name="most">Where to stop: with one more element than this, the caller knows enough.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Split(ReadOnlyMemory<byte> binary, int most)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        while (!binary.IsEmpty && elements.Count <= most)
        {
            if (!BinaryPrimitives.TryReadUInt32LittleEndian(binary.Span, out var length) || length > binary.Length - LengthPrefix)
                return null;
            elements.Add(binary.Slice(LengthPrefix, (int)length));
            binary = binary[(LengthPrefix + (int)length)..];
        }
        return elements;
    }
}
