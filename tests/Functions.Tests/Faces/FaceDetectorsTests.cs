using PhotoScore.Functions.Faces;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Faces;

public sealed class FaceDetectorsTests(AzuriteFixture azurite)
{
    private const string RfbSha256 = "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017";

    [Fact]
    public async Task Get_detector_in_a_blob_is_loaded_once()
    {
        var storage = await Some.StorageAsync(azurite);
        await storage.Sources.GetBlobClient("detectors/rfb.onnx").UploadAsync(SharedData.Path("models", "rfb_320.onnx"), TestContext.Current.CancellationToken);
        using var detectors = new FaceDetectors(
            new() { Model = "blob:sources/detectors/rfb.onnx", Sha256 = RfbSha256.ToUpperInvariant(), Kind = FaceModelKind.Rfb320 }, storage);

        var detector = await detectors.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal((RfbSha256, 320, 240), (detector.Sha256, detector.Width, detector.Height));
        Assert.Same(detector, await detectors.GetAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", null, "Faces:Model")]
    [InlineData("yunet.onnx", null, "Faces:Kind")]
    [InlineData("no/such/file.onnx", "YuNet", "can't be read")]
    [InlineData("blob:models/faces/none.onnx", "YuNet", "can't be read")]
    [InlineData("blob:secrets/none.onnx", "YuNet", "blob:models/")]
    [InlineData("blob:models/", "YuNet", "blob:models/")]
    public async Task Get_what_is_not_there_says_what_to_configure(string model, string? kind, string expected)
    {
        using var detectors = new FaceDetectors(new() { Model = model, Kind = kind is null ? null : Enum.Parse<FaceModelKind>(kind) }, await Some.StorageAsync(azurite));

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => detectors.GetAsync(TestContext.Current.CancellationToken));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
