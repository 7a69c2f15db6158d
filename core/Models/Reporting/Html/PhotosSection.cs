using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>Photos that a person should look at.</summary>
internal static class PhotosSection
{
    public static Section? Of(ModelReport report) => report.Photos.Count == 0 ? null : new("photos", "Photos", Markup.Of(
        $"""
        <p>All of them are of the validation split: what a person sees of the test split shapes the model that the person makes next. A frame tells whether the answer was <span class="kept">right</span> or <span class="dropped">wrong</span>.</p>
        {report.Photos.Select(group => Group(report, group))}
        """));

    /// <summary>What was answered, what it is, and how bad that is.</summary>
    public static Markup Caption(ModelReport report, JudgedPhoto photo)
    {
        var classes = report.Model.Classes;
        var answer = Markup.Of($"{Parts.Foreign(classes[photo.Answer])} {Figures.Share(photo.Probabilities[photo.Answer])}");
        return photo.Answer == photo.Label
            ? Markup.Of($"""<span class="outcome kept">{answer}</span>""")
            : Markup.Of($"""<span class="outcome dropped">{answer}</span>is {Parts.Foreign(classes[photo.Label])}""");
    }

    public static string Alt(ModelReport report, JudgedPhoto photo) =>
        $"{photo.Title ?? photo.Key}: {report.Model.Classes[photo.Label]}, answered {report.Model.Classes[photo.Answer]}";

    private static Markup Group(ModelReport report, PhotoGroup group) => Markup.Of(
        $"""
        <h3>{group.Title} <small>{Parts.Foreign(group.Note)}</small></h3>
        <ul class="gallery judged">
        {group.Photos.Select(photo => Item(report, photo))}</ul>

        """);

    private static Markup Item(ModelReport report, JudgedPhoto photo)
    {
        string?[] words = [photo.Title ?? photo.Key, photo.Author is { } author ? $"by {author}" : null, photo.License, $"loss {Show.Number(photo.Loss)}"];
        var kind = photo.Answer == photo.Label ? "photo right" : "photo wrong";
        var picture = Parts.Link(photo.Link, Parts.Picture(photo.Picture, Alt(report, photo), Text.Clip(string.Join(" · ", words.OfType<string>()), 300), kind));
        return Markup.Of($"<li><figure>{picture}<figcaption>{Caption(report, photo)}</figcaption></figure></li>\n");
    }
}
