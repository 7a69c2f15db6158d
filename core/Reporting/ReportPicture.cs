namespace PhotoScore.Core.Reporting;

/// <summary>A small JPEG.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Jpeg">Its bytes.</param>
public sealed record ReportPicture(int Width, int Height, byte[] Jpeg);
