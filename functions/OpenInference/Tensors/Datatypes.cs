namespace PhotoScore.Functions.OpenInference.Tensors;

/// <summary>The protocol's words for what a tensor's elements are, as far as models here have them.</summary>
internal static class Datatypes
{
    /// <summary>Whole numbers from 0 to 255.</summary>
    public const string UInt8 = "UINT8";

    /// <summary>IEEE 754 of 32 bits.</summary>
    public const string Float32 = "FP32";

    /// <summary>Byte strings of any length.</summary>
    public const string Bytes = "BYTES";
}
