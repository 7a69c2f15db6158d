namespace PhotoScore.Functions.Faces;

/// <summary>Section <c>Faces</c> of the configuration: the detector that recipes with a <c>faces</c> filter use. None is delivered.</summary>
internal sealed class FaceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Faces";

    /// <summary>The ONNX file's path, or <c>blob:models/…</c> or <c>blob:sources/…</c>; empty for none.</summary>
    public string Model { get; set; } = "";

    /// <summary>The file's SHA-256 in hex.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Which network it is.</summary>
    public FaceModelKind? Kind { get; set; }

    /// <summary>Whether a detector was named at all.</summary>
    public bool IsConfigured => Model.Length > 0;
}

/// <summary>The networks whose inputs and outputs are known here.</summary>
internal enum FaceModelKind
{
    /// <summary>Of libfacedetection and OpenCV Zoo.</summary>
    YuNet,

    /// <summary>RFB-320 of Ultra-Light-Fast-Generic-Face-Detector-1MB, and its larger inputs.</summary>
    Rfb320,
}
