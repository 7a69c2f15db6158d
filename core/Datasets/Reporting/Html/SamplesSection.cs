using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>Some photos of each class.</summary>
internal static class SamplesSection
{
    public static Section? Of(DatasetReport report)
    {
        var pictured = report.Classes.Where(one => one.Samples.Count > 0).ToList();
        return pictured.Count == 0 ? null : new Section("samples", "Samples", Markup.Of(
            $"""
            <p>Photos of the train split, drawn by a hash of their keys: nobody picked them, and the same dataset shows the same ones.{Rest(report, pictured.Count)} A picture leads to where it is from.</p>
            {pictured.Select(Class)}
            """));
    }

    private static string Rest(DatasetReport report, int pictured) =>
        report.ClassCount > ReportLimits.ClassesPictured ? $" The {Show.Count(pictured)} largest of {Show.Count(report.ClassCount)} classes are shown." : "";

    private static Markup Class(ClassReport one) => Markup.Of(
        $"""
        <h3>{Parts.Class(one.Label, one.Name)} <small>{Show.Count(one.Samples.Count)} of {Show.Count(one.Splits[(int)Split.Train])}</small></h3>
        {Gallery.Of(one.Samples)}
        """);
}
