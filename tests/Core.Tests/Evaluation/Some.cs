using CsCheck;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

/// <summary>Answers whose details do not matter to a test.</summary>
internal static class Some
{
    /// <summary>Photos of two classes with probabilities in tenths, so that ties occur, and few groups.</summary>
    public static readonly Gen<(float P, int Label, int Group)[]> Answers =
        Gen.Select(Gen.Int[0, 10].Select(p => p / 10f), Gen.Int[0, 1], Gen.Int[0, 8]).Array[2, 40];

    /// <summary>Answers of two classes at a threshold.</summary>
    public static AnsweredPhotos Binary(IReadOnlyList<(float P, int Label, int Group)> photos, double threshold = 0.5) => new(
        2,
        [.. photos.Select(photo => photo.Label)],
        [.. photos.Select(photo => photo.P >= threshold ? 1 : 0)],
        [.. photos.SelectMany(photo => new[] { 1 - photo.P, photo.P })],
        [.. photos.Select(photo => photo.Group)]);

    /// <summary>Photos that each stand alone, at a half.</summary>
    public static AnsweredPhotos Binary(params (float P, int Label)[] photos) => Binary([.. photos.Select((photo, i) => (photo.P, photo.Label, i))]);

    public static bool HasBothClasses((float P, int Label, int Group)[] photos) => photos.DistinctBy(photo => photo.Label).Count() == 2;
}
