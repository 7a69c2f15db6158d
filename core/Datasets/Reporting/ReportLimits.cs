namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>What keeps a page below two megabytes, however large the dataset: pictures of 6 KB as text, 200 of them, and lists of bounded length.</summary>
internal static class ReportLimits
{
    public const int ClassesListed = 100;
    public const int ClassesPictured = 24;
    public const int SamplesInAll = 120;
    public const int SamplesOfAClass = 24;
    public const int NamesRanked = 12;
    public const int ShardsListed = 60;
    public const int TitleLength = 100;
    public const int RecipeLength = 40_000;

    public static int SamplesPerClass(int classes) => Math.Clamp(SamplesInAll / Math.Max(1, Math.Min(classes, ClassesPictured)), 1, SamplesOfAClass);
}
