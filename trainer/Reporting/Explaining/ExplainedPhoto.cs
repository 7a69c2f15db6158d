namespace PhotoScore.Trainer.Reporting.Explaining;

/// <summary>Maps of one photo at the network's size, rows of values from 0 to 1.</summary>
/// <param name="Evidence">Where the evidence for the class lies.</param>
/// <param name="Saliency">How much its score changes with each pixel; null where no gradient reaches the pixels.</param>
/// <param name="Method"><c>gradCam</c> or <c>occlusion</c>.</param>
internal sealed record ExplainedPhoto(float[] Evidence, float[]? Saliency, string Method);
