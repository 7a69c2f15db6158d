using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using SkiaSharp;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>
/// The picture files, as live.staticflickr.com serves them: https://www.flickr.com/services/api/misc.urls.html. Who asks with a
/// wrong secret, or for a photo that was removed, is sent to a picture that says so.
/// </summary>
internal sealed class FlickrPhotos(FlickrWorld world, SiteFaults faults, FaultyAnswers answers, PictureCache cache)
{
    private const string UnavailablePath = "/flickr/pw/images/en-us/photo_unavailable.png";
    private static readonly byte[] UnavailablePicture = PaintUnavailable();

    public async Task<IResult> AnswerAsync(string server, string file, HttpContext context)
    {
        var parts = file.Split('_');
        var suffix = parts.Length > 2 ? parts[2] : "";
        var size = FlickrSize.All.FirstOrDefault(size => size.Suffix == suffix);
        if (parts.Length is < 2 or > 3 || size is null || world.Find(parts[0]) is not { } photo || !FlickrSize.Of(photo).Contains(size)
            || photo.Server != server || parts[1] != (size.IsOriginal ? photo.OriginalSecret : photo.Secret))
        {
            return Results.Redirect(UnavailablePath);
        }
        var reply = new Reply("flickr", world.Seed, photo.Photo.Index, faults["flickr"].Photos, () => Picture(photo, size))
        {
            Removed = Results.Redirect(UnavailablePath),
        };
        return await answers.AnswerAsync(reply, context);
    }

    public static IResult Unavailable() => Results.Bytes(UnavailablePicture, "image/png");

    private Payload Picture(FlickrPhoto photo, FlickrSize size)
    {
        var shown = photo.Photo;
        var (width, height) = size.Of(photo.Width, photo.Height);
        // A near copy is the same picture in slightly fewer pixels, which the sizes that Flickr makes of it keep.
        if (shown.Original != shown.Index && faults["flickr"].Photos.IsNear(world.Seed, shown.Index))
            (width, height) = (width * 9 / 10, height * 9 / 10);
        return Payload.Jpeg(cache.Get(
            $"flickr/{shown.Original}/{width}x{height}",
            () => PhotoRenderer.RenderSized(world.Seed, shown.Original, shown.Appeal, width, height)));
    }

    private static byte[] PaintUnavailable()
    {
        using var bitmap = new SKBitmap(500, 374);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(238, 238, 238));
        using var grey = new SKPaint { Color = new SKColor(180, 180, 180), IsAntialias = true, StrokeWidth = 12, Style = SKPaintStyle.Stroke };
        canvas.DrawCircle(250, 187, 60, grey);
        canvas.DrawLine(208, 229, 292, 145, grey);
        canvas.Flush();
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
