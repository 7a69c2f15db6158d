using System.Security.Cryptography;
using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Faces;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Faces;

public sealed class FaceDetectorTests
{
    [Theory]
    [InlineData("yunet_n_320_320.onnx", 0.5f)]
    [InlineData("yunet_n_640_640.onnx", 0.5f)]
    [InlineData("rfb_320.onnx", 0.99f)]
    public void Detect_portrait_finds_one_face_where_it_is(string file, float confidence)
    {
        using var detector = Load(file);
        using var photo = ImageDecoder.Decode(File.ReadAllBytes(SharedData.Path("data", "photos", "kodim04.png")));

        var face = Assert.Single(detector.Detect(photo.Pixels, confidence));

        // By eye: from the hair to the chin, from cheek to cheek.
        Assert.InRange(face.IntersectionOverUnion(new FaceBox(115, 210, 285, 355, 1)), 0.6f, 1);
    }

    [Theory]
    [InlineData("yunet_n_320_320.onnx", 0.5f)]
    [InlineData("rfb_320.onnx", 0.99f)]
    public void Detect_photo_twice_as_large_finds_the_face_at_twice_the_place(string file, float confidence)
    {
        using var detector = Load(file);
        using var photo = ImageDecoder.Decode(File.ReadAllBytes(SharedData.Path("data", "photos", "kodim04.png")));
        using var twice = Core.Imaging.Resampling.Resampler.Resize(
            photo.Pixels, photo.Width * 2, photo.Height * 2, Core.Imaging.Resampling.ResampleFilter.Bilinear);

        var (once, larger) = (detector.Detect(photo.Pixels, confidence)[0], detector.Detect(twice, confidence)[0]);

        Assert.InRange(larger.IntersectionOverUnion(once.Scaled(2)), 0.9f, 1);
    }

    [Theory]
    [InlineData("yunet_n_320_320.onnx")]
    [InlineData("rfb_320.onnx")]
    public void Detect_side_by_side_gives_every_caller_the_same(string file)
    {
        using var detector = Load(file);
        using var photo = ImageDecoder.Decode(File.ReadAllBytes(SharedData.Path("data", "faces", "group_10.jpg")));
        var expected = detector.Detect(photo.Pixels, 0.5f);

        var answers = Enumerable.Range(0, 8).AsParallel().Select(_ => detector.Detect(photo.Pixels, 0.5f)).ToList();

        Assert.True(expected.Count > 1);
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public void Load_file_of_another_hash_is_refused() =>
        Assert.Contains("Faces:Sha256", Assert.Throws<InvalidDataException>(() => FaceDetector.Load(FaceModelKind.YuNet, [1, 2], "ab")).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_other_network_is_refused()
    {
        foreach (var (kind, file) in Enum.GetValues<FaceModelKind>().SelectMany(kind => ((byte[][])[TinyOnnx.Redness(0), [1, 2, 3], []]).Select(file => (kind, file))))
        {
            var fault = Assert.Throws<InvalidDataException>(() => FaceDetector.Load(kind, file, Convert.ToHexString(SHA256.HashData(file))));
            Assert.Contains("Faces:Kind", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_detector_of_the_other_kind_is_refused()
    {
        var file = File.ReadAllBytes(SharedData.Path("models", "rfb_320.onnx"));

        var fault = Assert.Throws<InvalidDataException>(() => FaceDetector.Load(FaceModelKind.YuNet, file, Convert.ToHexString(SHA256.HashData(file))));

        Assert.Contains("cls_8", fault.Message, StringComparison.Ordinal);
    }

    private static FaceDetector Load(string file)
    {
        var onnx = File.ReadAllBytes(SharedData.Path("models", file));
        var kind = file.StartsWith("yunet", StringComparison.Ordinal) ? FaceModelKind.YuNet : FaceModelKind.Rfb320;
        return FaceDetector.Load(kind, onnx, Convert.ToHexString(SHA256.HashData(onnx)));
    }
}
