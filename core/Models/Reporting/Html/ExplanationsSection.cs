using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What the network looked at.</summary>
internal static class ExplanationsSection
{
    public static Section? Of(ModelReport report) => report.Explanations.Count == 0 ? null : new("explanations", "What it looks at", Markup.Of(
        $"""
        <p>{Method(report)}</p>
        <div class="explained">
        {report.Explanations.Select(one => Item(report, one))}
        </div>
        <p class="note">A map that lies beside the thing itself (on a border, a watermark, the sky) tells of a shortcut. None of these maps is proof: they show where the score is sensitive, not why.</p>
        """));

    private static string Method(ModelReport report)
    {
        var maps = report.Explanations[0].Method == "gradCam"
            ? "where the last convolution found evidence for the answered class (Grad-CAM, Selvaraju et al. 2017)"
            : "how much the answered class's probability falls when that part of the photo is covered in grey (occlusion, Zeiler and Fergus 2014: no gradient reaches this model's convolutions from its classifier)";
        var saliency = report.Explanations.Any(one => one.Saliency is not null) ? "; how strongly its score changes with each pixel (the input gradient, Simonyan et al. 2014)" : "";
        return $"From left to right: the photo as the network takes it{saliency}; {maps}. Bright is much.";
    }

    private static Markup Item(ModelReport report, Explanation one)
    {
        var name = PhotosSection.Alt(report, one.Photo);
        var answered = report.Model.Classes[one.Class];
        return Markup.Of(
            $"""
            <figure><div class="maps">{Parts.Picture(one.Input, name, one.Photo.Title ?? one.Photo.Key)}{(one.Saliency is { } saliency ? Parts.Picture(saliency, $"Saliency for {answered}: {name}", "saliency") : Markup.Empty)}{Parts.Picture(one.Evidence, $"Evidence for {answered}: {name}", one.Method)}</div>
            <figcaption>{PhotosSection.Caption(report, one.Photo)}</figcaption></figure>

            """);
    }
}
