namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>What an answer carries when all goes well.</summary>
internal sealed record Payload(byte[] Body, string ContentType)
{
    public static Payload Jpeg(byte[] picture) => new(picture, "image/jpeg");

    public IResult ToResult() => Results.Bytes(Body, ContentType);
}
