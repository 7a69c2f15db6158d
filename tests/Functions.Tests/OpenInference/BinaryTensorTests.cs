using CsCheck;
using PhotoScore.Functions.OpenInference.Requests;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class BinaryTensorTests
{
    [Fact]
    public void Plan_binary_pictures_are_the_body_itself()
    {
        var (body, length) = Asked.BinaryPictures(2);

        var faults = new Faults();
        using var request = InferenceRequestReader.Read(body, length, mostTexts: 3, faults);

        Assert.False(faults.Any, faults.ToString());
        // Not a copy: a change of the body shows.
        body[^1] = 77;
        Assert.Equal(77, request.Inputs[0].Binary.Span[^1]);
        Assert.Equal(2 * Asked.Picture, request.Inputs[0].Binary.Length);
    }

    [Fact]
    public void Plan_binary_photos_are_the_files_that_were_framed() => Gen.Byte.Array[0, 90].Array[1, 3].Sample(files =>
    {
        var (body, length) = Asked.BinaryPhotos(files);

        var planned = Assert.IsType<PlannedPhotos>(Asked.Plan(body, length).Plan.Input);

        Assert.Equal(files, planned.Files.Select(file => file.ToArray()));
    });

    [Fact]
    public void Plan_json_photos_are_the_files_that_were_encoded() => Gen.Byte.Array[0, 90].Array[1, 3].Sample(files =>
    {
        var body = Asked.Input(new { name = "photo", shape = new[] { files.Length }, datatype = "BYTES", data = files.Select(Convert.ToBase64String) });

        var planned = Assert.IsType<PlannedPhotos>(Asked.Plan(body).Plan.Input);

        Assert.Equal(files, planned.Files.Select(file => file.ToArray()));
    });

    [Fact]
    public void Split_length_is_little_endian()
    {
        byte[] section = [2, 0, 0, 0, 10, 20, 0, 0, 0, 0];

        Assert.Equal([[10, 20], []], BinarySections.Split(section, 5)!.Select(element => element.ToArray()));
    }

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0 })]
    public void Split_lengths_that_do_not_add_up_are_refused(byte[] section) => Assert.Null(BinarySections.Split(section, 5));

    [Fact]
    public void Plan_every_prefix_of_a_valid_request_is_refused()
    {
        foreach (var (body, length) in new[] { Asked.BinaryPictures(2), Asked.BinaryPhotos([1, 2, 3], [], [4]) })
        {
            Asked.Plan(body, length);
            for (var end = 0; end < body.Length; end++)
                Asked.Refusal(body[..end], length);
        }
    }

    [Fact]
    public void Plan_flipped_bytes_are_refused_or_read_and_never_break()
    {
        foreach (var (body, length) in new[] { Asked.BinaryPictures(2), Asked.BinaryPhotos([1, 2, 3], [], [4]), (Asked.BinaryPhotos([5]).Body, $"{int.MaxValue}") })
        {
            Gen.Select(Gen.Int[0, body.Length - 1], Gen.Byte).Array[1, 4].Sample(
                flips =>
                {
                    var damaged = (byte[])body.Clone();
                    foreach (var (at, value) in flips)
                        damaged[at] = value;
                    var refused = Record.Exception(() => Asked.Plan(damaged, length));
                    Assert.True(refused is null or RefusedRequestException { Status: 400 }, $"{refused}");
                },
                iter: 5_000,
                seed: "0000KjXm5yB1");
        }
    }
}
