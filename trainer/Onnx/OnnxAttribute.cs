using PhotoScore.Trainer.Onnx.Schema;
using static PhotoScore.Trainer.Onnx.Schema.AttributeProto.Types;

namespace PhotoScore.Trainer.Onnx;

/// <summary>Attributes of ONNX nodes.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    public static AttributeProto Float(string name, float value) =>
        new() { Name = name, Type = AttributeType.Float, F = value };
}
