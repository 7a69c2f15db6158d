using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>Rows of pictures of one height.</summary>
internal static class Gallery
{
    public static Markup Of(IEnumerable<ReportPhoto> photos, Func<ReportPhoto, Markup>? caption = null) => Markup.Of(
        $"""
        <ul class="gallery">
        {photos.Select(photo => Item(photo, caption))}</ul>

        """);

    private static Markup Item(ReportPhoto photo, Func<ReportPhoto, Markup>? caption)
    {
        var picture = Parts.Link(photo.Link, Parts.Picture(photo.Picture, Alt(photo), Title(photo)));
        return caption is null
            ? Markup.Of($"<li>{picture}</li>\n")
            : Markup.Of($"<li><figure>{picture}<figcaption>{caption(photo)}</figcaption></figure></li>\n");
    }

    private static string Alt(ReportPhoto photo) => photo.Class is { } name ? $"{photo.Title ?? photo.Id}, class {name}" : photo.Title ?? photo.Id;

    private static string Title(ReportPhoto photo)
    {
        string?[] words = [photo.Title ?? photo.Id, photo.Author is { } author ? $"by {author}" : null, photo.License, photo.Score is { } score ? $"score {Show.Number(score)}" : null];
        return string.Join(" · ", words.OfType<string>());
    }
}
