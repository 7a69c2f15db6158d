using System.Text;
using System.Text.Json;
using PhotoScore.Functions.OpenInference.Requests;
using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Tests.OpenInference;

/// <summary>Reads requests for the model of <see cref="Some"/>, whose pictures are 4 x 4, without a server.</summary>
internal static class Asked
{
    public const int Picture = 4 * 4 * 3;

    public static readonly PredictionLimits Limits = new() { MaxPhotos = 3, MaxPhotoBytes = 100 };

    /// <summary>The plan of a request that is fine; whatever it keeps of the body is copied, so that nothing has to be disposed.</summary>
    public static (InferencePlan Plan, byte[] Pixels) Plan(byte[] body, string? jsonLength = null)
    {
        var faults = new Faults();
        using var request = InferenceRequestReader.Read(body, jsonLength, Limits.MaxPhotos, faults);
        var plan = InferencePlan.Of(request, new ModelTensors(Some.Manifest()), Limits, faults);
        return (plan, plan.Input is PlannedImages images ? images.Pixels.ToArray() : []);
    }

    /// <summary>What the refusal of a request says.</summary>
    public static string Refusal(byte[] body, string? jsonLength = null)
    {
        var refused = Assert.Throws<RefusedRequestException>(() => Plan(body, jsonLength));
        Assert.Equal(400, refused.Status);
        return refused.Message;
    }

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>A request with one input whose members are given.</summary>
    public static byte[] Input(object input) => JsonSerializer.SerializeToUtf8Bytes(new { inputs = new[] { input } });

    /// <summary>JSON, then binary data, and the value of the header that parts them.</summary>
    public static (byte[] Body, string JsonLength) Binary(object json, params byte[][] sections)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(json);
        return ([.. head, .. sections.SelectMany(section => section)], $"{head.Length}");
    }

    /// <summary>A valid request whose pictures are binary data.</summary>
    public static (byte[] Body, string JsonLength) BinaryPictures(int count) => Binary(
        new
        {
            id = "7",
            inputs = new object[] { new { name = "image", shape = new[] { count, 4, 4, 3 }, datatype = "UINT8", parameters = new { binary_data_size = count * Picture } } },
            outputs = new object[] { new { name = "probabilities", parameters = new { binary_data = true } } },
        },
        [.. Enumerable.Range(0, count * Picture).Select(i => (byte)i)]);

    /// <summary>A valid request whose photos are binary data.</summary>
    public static (byte[] Body, string JsonLength) BinaryPhotos(params byte[][] photos)
    {
        byte[] section = [.. photos.SelectMany(photo => (byte[])[.. BitConverter.GetBytes(photo.Length), .. photo])];
        return Binary(
            new { inputs = new object[] { new { name = "photo", shape = new[] { photos.Length }, datatype = "BYTES", parameters = new { binary_data_size = section.Length } } } },
            section);
    }
}
