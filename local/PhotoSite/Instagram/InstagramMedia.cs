using System.Buffers.Binary;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>The files of posts: square or portrait pictures, and videos that hold nothing but a header.</summary>
internal sealed class InstagramMedia(InstagramWorld world, SiteFaults faults, FaultyAnswers answers, PictureCache cache)
{
    /// <summary>Album pictures after the first are worlds of their own.</summary>
    private const int AlbumSeedStep = 1000;

    private static readonly (int Width, int Height)[] Formats = [(640, 640), (640, 640), (640, 800), (640, 426)];
    private static readonly byte[] Video = EmptyVideo();

    public async Task<IResult> AnswerAsync(string file, HttpContext context)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('_');
        if (world.Find(Post.IndexOf(name[0])) is not { } post)
            return Results.NotFound();
        var number = name.Length == 2 && int.TryParse(name[1], out var given) ? given : 0;
        Payload Content() => file.EndsWith(".mp4", StringComparison.Ordinal) ? new Payload(Video, "video/mp4") : Payload.Jpeg(Picture(post, number));
        // The files of an album fail each on its own.
        return await answers.AnswerAsync(new Reply("instagram", world.Seed + number, post.Index, faults["instagram"].Photos, Content), context);
    }

    private byte[] Picture(Post post, int number)
    {
        var seed = world.Seed + AlbumSeedStep * number;
        var (width, height) = Formats[new Draw(seed, "format", post.Index).Integer(Formats.Length)];
        return cache.Get($"instagram/{post.Index}/{number}", () => PhotoRenderer.RenderSized(seed, post.Index, post.Appeal, width, height));
    }

    // The first box of an MP4 file: its length, its kind, and the brands that it claims to follow.
    private static byte[] EmptyVideo()
    {
        byte[] brands = [.. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, brands.Length + 4);
        return [.. length, .. brands];
    }
}
