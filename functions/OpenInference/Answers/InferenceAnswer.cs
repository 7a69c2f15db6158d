using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Models;
using PhotoScore.Functions.OpenInference.Tensors;

namespace PhotoScore.Functions.OpenInference.Answers;

/// <summary>The answer to an inference request: JSON, and behind it what was wanted as binary data, little endian.</summary>
internal sealed class InferenceAnswer(ModelManifest model, string? id, IReadOnlyList<AnsweredTensor> outputs) : IActionResult
{
    /// <summary>Whether a number has no JSON, such as infinity.</summary>
    public bool LacksJson => outputs.Any(output => !output.Binary && output.Rows.Any(HasInfinite));

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var json = new ArrayBufferWriter<byte>();
        WriteJson(json);
        var response = context.HttpContext.Response;
        response.ContentType = "application/json";
        if (outputs.Any(output => output.Binary))
        {
            response.ContentType = "application/octet-stream";
            response.Headers[ProtocolHeaders.JsonLength] = json.WrittenCount.ToString(CultureInfo.InvariantCulture);
        }
        var binary = outputs.Where(output => output.Binary).ToList();
        response.ContentLength = json.WrittenCount + binary.Sum(output => (long)output.BinarySize);

        var writer = response.BodyWriter;
        writer.Write(json.WrittenSpan);
        foreach (var row in binary.SelectMany(output => output.Rows))
        {
            // Every processor that .NET and ONNX Runtime share is little endian, as the protocol's numbers are.
            writer.Write(MemoryMarshal.AsBytes(row.Span));
        }
        await writer.FlushAsync(context.HttpContext.RequestAborted);
    }

    private static bool HasInfinite(ReadOnlyMemory<float> row)
    {
        foreach (var number in row.Span)
        {
            if (!float.IsFinite(number))
                return true;
        }
        return false;
    }

    private void WriteJson(IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("model_name", model.Model.Value);
        json.WriteString("model_version", model.Version.ToString());
        if (id is not null)
            json.WriteString("id", id);
        json.WriteStartArray("outputs");
        foreach (var output in outputs)
            WriteOutput(json, output);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, AnsweredTensor output)
    {
        json.WriteStartObject();
        json.WriteString("name", output.Name);
        json.WriteString("datatype", Datatypes.Float32);
        json.WriteStartArray("shape");
        json.WriteNumberValue(output.Rows.Count);
        json.WriteNumberValue(output.Columns);
        json.WriteEndArray();
        if (output.Binary)
        {
            json.WriteStartObject("parameters");
            json.WriteNumber("binary_data_size", output.BinarySize);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("data");
            foreach (var row in output.Rows)
            {
                foreach (var number in row.Span)
                    json.WriteNumberValue(number);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
