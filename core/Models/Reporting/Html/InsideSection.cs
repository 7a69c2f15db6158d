using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What the classes look like to the network, and how much of it is alive.</summary>
internal static class InsideSection
{
    private const int MostLayers = 40;

    public static Section? Of(ModelReport report) => report.Means.Count == 0 && report.Units.Count == 0 ? null : new("inside", "Inside", Markup.Of(
        $"""
        {(report.Means.Count == 0 ? Markup.Empty : Means(report))}
        {(report.Units.Count == 0 ? Markup.Empty : Units(report))}
        """));

    private static Markup Means(ModelReport report) => Markup.Of(
        $"""
        <h3>Mean picture of each class, as the model sees it</h3>
        <p class="note">Of the validation photos that were answered with the class. Means that differ in brightness or tint alone tell that this is what it goes by.</p>
        <ul class="means">{report.Means.Select(mean => Markup.Of($"<li><figure>{Parts.Picture(mean.Mean, $"Mean of the photos answered {report.Model.Classes[mean.Label]}", report.Model.Classes[mean.Label], "mean")}<figcaption>{Parts.Class(mean.Label, report.Model.Classes[mean.Label])} {Show.Count(mean.Photos, "photo", "photos")}</figcaption></figure></li>\n"))}</ul>

        """);

    private static Markup Units(ModelReport report)
    {
        var (units, dead) = (report.Units.Sum(layer => (long)layer.Units), report.Units.Sum(layer => (long)layer.Dead));
        return Markup.Of(
            $"""
            <h3>Units that never fire <small>{Show.Share(dead, units)} of {Show.Count(units)}</small></h3>
            <p class="note">Zero for every photo of a sample of the validation split. Some are normal, the more so in dense layers; nearly all of a layer are not.</p>
            {Parts.Details("By layer", Parts.Table(["Activation", "Units", "Never fire", ""], report.Units.Take(MostLayers).Select(layer => (IReadOnlyList<Markup>)
                [Markup.Of($"<code>{layer.Layer}</code>"), Parts.Count(layer.Units), Parts.Count(layer.Dead), Parts.Bar((double)layer.Dead / Math.Max(1, layer.Units), "lost")])))}

            """);
    }
}
