using System.Text;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class ImageSnifferTests
{
    [Theory]
    [InlineData("", SniffedType.Empty)]
    [InlineData("GIF89a...", SniffedType.Gif)]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", SniffedType.WebP)]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", SniffedType.Unknown)]
    [InlineData("II*\0....", SniffedType.Tiff)]
    [InlineData("MM\0*....", SniffedType.Tiff)]
    [InlineData("\0\0\0\u0020ftypavif", SniffedType.Avif)]
    [InlineData("\0\0\0\u0020ftypheic", SniffedType.Heif)]
    [InlineData("\0\0\0\u0020ftypmp42", SniffedType.Unknown)]
    [InlineData("%PDF-1.7", SniffedType.Pdf)]
    [InlineData("PK\u0003\u0004", SniffedType.Zip)]
    [InlineData("8BPS\0\u0001", SniffedType.Psd)]
    [InlineData("  <!DOCTYPE html><html>", SniffedType.Html)]
    [InlineData("<html><body><svg>", SniffedType.Svg)]
    [InlineData("<?xml version='1.0'?><svg xmlns=''>", SniffedType.Svg)]
    [InlineData("<?xml version='1.0'?><rss>", SniffedType.Xml)]
    [InlineData("{ \"error\": 404 }", SniffedType.Json)]
    [InlineData("[]", SniffedType.Json)]
    [InlineData("Too many requests", SniffedType.Text)]
    [InlineData("BM is how this text starts, no bitmap", SniffedType.Text)]
    [InlineData("\u0001\u0002\u0003", SniffedType.Unknown)]
    public void Sniff_names_what_the_bytes_are(string content, SniffedType expected) =>
        Assert.Equal(expected, ImageSniffer.Sniff(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("baseline.jpg", SniffedType.Jpeg)]
    [InlineData("deep.png", SniffedType.Png)]
    [InlineData("lossy.webp", SniffedType.WebP)]
    [InlineData("animated.gif", SniffedType.Gif)]
    public void Sniff_of_a_prefix_is_enough(string file, SniffedType expected) =>
        Assert.Equal(expected, ImageSniffer.Sniff(Fixture.Bytes(file).AsSpan(0, 16)));

    [Fact]
    public void Sniff_of_text_that_ends_inside_a_character_is_text()
    {
        var text = Encoding.UTF8.GetBytes(new string('é', ImageSniffer.PrefixLength));

        Assert.Equal(SniffedType.Text, ImageSniffer.Sniff(text.AsSpan(0, ImageSniffer.PrefixLength - 1)));
    }

    [Fact]
    public void Code_of_every_type_and_reason_is_a_word_of_its_own()
    {
        string[] codes = [.. Enum.GetValues<SniffedType>().Select(type => type.Code())];
        string[] reasons = [.. Enum.GetValues<RejectionReason>().Select(reason => reason.Code())];

        Assert.All(codes.Concat(reasons), code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code));
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(reasons.Length, reasons.Distinct().Count());
    }
}
