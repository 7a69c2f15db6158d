using System.Text.Json;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>
/// What answers look like by the protocol's own OpenAPI file (kserve/open-inference-protocol, <c>open_inference_rest.yaml</c>), and by its text
/// (<c>inference_rest.md</c>) where the file has no schema.
/// </summary>
internal static class ProtocolSchemas
{
    public static readonly string[] Datatypes =
        ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BYTES"];

    public static readonly string[] Platforms =
        ["tensorrt_plan", "tensorflow_graphdef", "tensorflow_savedmodel", "onnx_onnxv1", "pytorch_torchscript", "mxnet_mxnet", "caffe2_netdef"];

    public static readonly Schema Live = Schema.Object(("live", Schema.Flag));

    public static readonly Schema ModelReady = Schema.Object(("name", Schema.Text), ("ready", Schema.Flag));

    public static readonly Schema Server = Schema.Object(("name", Schema.Text), ("version", Schema.Text), ("extensions", Schema.List(Schema.Text)));

    public static readonly Schema Error = Schema.Object(("error", Schema.Text));

    public static readonly Schema Model = Schema.Object(
        ("name", Schema.Text),
        ("versions?", Schema.List(Schema.Text)),
        ("platform", Schema.Text),
        ("inputs?", Schema.List(Tensor)),
        ("outputs?", Schema.List(Tensor)),
        ("properties?", Schema.Map(Schema.Text)));

    /// <summary>An answer whose outputs all stand in the JSON.</summary>
    public static readonly Schema Inference = InferenceOf("data");

    /// <summary>An answer of the binary extension, whose outputs may stand behind the JSON.</summary>
    public static readonly Schema BinaryInference = InferenceOf("data?");

    private static Schema Tensor => Schema.Object(("name", Schema.Text), ("datatype", Schema.Text), ("shape", Schema.List(Schema.Integer)));

    private static Schema Parameters => Schema.Map(Schema.Any(Schema.Text, Schema.Number, Schema.Flag));

    private static Schema InferenceOf(string data) => Schema.Object(
        ("model_name", Schema.Text),
        ("model_version?", Schema.Text),
        ("id?", Schema.Text),
        ("parameters?", Parameters),
        ("outputs", Schema.List(Schema.Object(
            ("name", Schema.Text), ("shape", Schema.List(Schema.Integer)), ("datatype", Schema.Text), ("parameters?", Parameters), (data, new TensorData())))));

    private sealed record TensorData : Schema
    {
        // Arrays within arrays, to any depth.
        public override IEnumerable<string> Faults(JsonElement value, string path) => List(Any(this, Number, Text, Flag)).Faults(value, path);
    }
}
