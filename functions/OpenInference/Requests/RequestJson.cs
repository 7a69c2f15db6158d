using System.Text.Json;
using static PhotoScore.Functions.OpenInference.Requests.JsonMembers;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>
/// Reads the JSON object of an inference request in one pass. Members that the protocol does not name are passed over, as are parameters of
/// which nothing here makes use.
/// </summary>
internal static class RequestJson
{
    // A model here takes one input and gives two outputs; the bound keeps a hostile list from filling the memory.
    private const int MostTensors = 16;
    private const int MostSizes = 8;

    // Of extensions that are not offered: a caller who asked for them and got plain numbers would misread the answer.
    private static readonly string[] NotOffered = ["classification", "shared_memory_region"];

    /// <summary>Reads the request into <paramref name="request"/>, which owns what was read even when this throws.</summary>
    /// <param name="json">The object and nothing else.</param>
    /// <param name="request">Empty.</param>
    /// <param name="mostTexts">Texts of a tensor that are kept, but for one more.</param>
    /// <param name="faults">Gets what is wrong with members; the rest is read all the same.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void Read(ReadOnlySpan<byte> json, InferenceRequest request, int mostTexts, Faults faults)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("", "The request must be a JSON object with 'inputs'.");
            return;
        }
        var hasInputs = false;
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "id":
                    request.Id = Text(ref reader, "id", request.Id, faults);
                    break;
                case "parameters":
                    request.BinaryOutputs = ReadParameters(ref reader, "parameters", faults).BinaryDataOutput ?? request.BinaryOutputs;
                    break;
                case "inputs":
                    hasInputs = true;
                    ReadList(ref reader, "inputs", faults, (ref inner, path) => ReadInput(ref inner, path, Added(request.Inputs), mostTexts, faults));
                    break;
                case "outputs":
                    ReadList(ref reader, "outputs", faults, (ref inner, path) => ReadOutput(ref inner, path, Added(request.Outputs), faults));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (!hasInputs)
            faults.Add("inputs", "is missing.");
        // What follows the object makes the reader throw, white space aside.
        reader.Read();
    }

    private delegate void ReadItem(ref Utf8JsonReader reader, string path);

    private static void ReadList(ref Utf8JsonReader reader, string path, Faults faults, ReadItem item)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Wrong(ref reader, path, "must be an array of objects.", faults);
            return;
        }
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i >= MostTensors)
            {
                if (i == MostTensors)
                    faults.Add(path, $"has more than {MostTensors} items.");
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
                item(ref reader, $"{path}[{i}]");
            else
                Wrong(ref reader, $"{path}[{i}]", "must be an object.", faults);
        }
    }

    // In the list before it is read: what was read of it goes back even when the rest is no JSON.
    private static T Added<T>(List<T> list)
        where T : new()
    {
        list.Add(new());
        return list[^1];
    }

    private static void ReadInput(ref Utf8JsonReader reader, string path, RequestedInput input, int mostTexts, Faults faults)
    {
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "name":
                    input.Name = Text(ref reader, $"{path}.name", input.Name, faults);
                    break;
                case "datatype":
                    input.Datatype = Text(ref reader, $"{path}.datatype", input.Datatype, faults);
                    break;
                case "shape":
                    input.Shape = ReadShape(ref reader, $"{path}.shape", faults);
                    break;
                case "parameters":
                    input.BinarySize = ReadParameters(ref reader, $"{path}.parameters", faults).BinaryDataSize;
                    break;
                case "data" when input.Data is not null:
                    Wrong(ref reader, $"{path}.data", "is given twice.", faults);
                    break;
                case "data" when reader.TokenType == JsonTokenType.StartArray:
                    input.Data = new(mostTexts);
                    input.Data.Read(ref reader);
                    break;
                case "data":
                    Wrong(ref reader, $"{path}.data", "must be an array.", faults);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static List<long>? ReadShape(ref Utf8JsonReader reader, string path, Faults faults)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Wrong(ref reader, path, "must be an array of whole numbers.", faults);
            return null;
        }
        var shape = new List<long>();
        var wrong = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (shape.Count < MostSizes && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var size) && size >= 0)
                shape.Add(size);
            else
            {
                wrong = true;
                reader.Skip();
            }
        }
        if (wrong)
            faults.Add(path, $"must hold whole numbers from 0, at most {MostSizes} of them.");
        return wrong ? null : shape;
    }

    private static void ReadOutput(ref Utf8JsonReader reader, string path, RequestedOutput output, Faults faults)
    {
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "name":
                    output.Name = Text(ref reader, $"{path}.name", output.Name, faults);
                    break;
                case "parameters":
                    output.Binary = ReadParameters(ref reader, $"{path}.parameters", faults).BinaryData;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static Parameters ReadParameters(ref Utf8JsonReader reader, string path, Faults faults)
    {
        var parameters = new Parameters();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong(ref reader, path, "must be an object.", faults);
            return parameters;
        }
        while (NextMember(ref reader, out var name))
        {
            switch (name)
            {
                case "binary_data":
                    parameters.BinaryData = Flag(ref reader, $"{path}.{name}", faults);
                    break;
                case "binary_data_output":
                    parameters.BinaryDataOutput = Flag(ref reader, $"{path}.{name}", faults);
                    break;
                case "binary_data_size":
                    parameters.BinaryDataSize = Size(ref reader, $"{path}.{name}", faults);
                    break;
                case var _ when NotOffered.Contains(name):
                    Wrong(ref reader, $"{path}.{name}", "belongs to an extension that this server does not have.", faults);
                    break;
                case var _ when reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Wrong(ref reader, $"{path}.{Faults.Quote(name)}", "must be a string, a number or a boolean.", faults);
                    break;
                default:
                    break;
            }
        }
        return parameters;
    }

    private sealed class Parameters
    {
        public bool? BinaryData { get; set; }

        public bool? BinaryDataOutput { get; set; }

        public long? BinaryDataSize { get; set; }
    }
}
