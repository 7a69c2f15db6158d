namespace PhotoScore.Core.Training;

/// <summary>What is wrong with the random changes that a request asks for.</summary>
internal static class AugmentationFaults
{
    /// <summary>Every fault, by the camelCase path of the member it concerns; empty when there is none.</summary>
    public static IEnumerable<(string Path, string Fault)> Find(AugmentationSettings? settings)
    {
        if (settings is null)
            yield break;
        foreach (var (name, value) in new[]
        {
            ("zoom", settings.Zoom), ("translation", settings.Translation),
            ("brightness", settings.Brightness), ("contrast", settings.Contrast), ("saturation", settings.Saturation),
        })
        {
            if (value is not (>= 0 and < 1))
                yield return ($"augmentation.{name}", "Must be at least 0 and below 1.");
        }

        foreach (var (name, value) in new[] { ("rotationDegrees", settings.RotationDegrees), ("hueDegrees", settings.HueDegrees) })
        {
            if (value is not (>= 0 and <= 180))
                yield return ($"augmentation.{name}", "Must be from 0 to 180.");
        }

        if (settings.ShearDegrees is not (>= 0 and <= 60))
            yield return ("augmentation.shearDegrees", "Must be from 0 to 60.");
        if (settings.RandomResizedCrop is not { } crop)
            yield break;
        if (crop.MinArea is not (> 0 and <= 1))
            yield return ("augmentation.randomResizedCrop.minArea", "Must be above 0 and at most 1.");
        if (crop.MaxAspect is not (>= 1 and <= 4))
            yield return ("augmentation.randomResizedCrop.maxAspect", "Must be from 1 to 4.");
    }
}
