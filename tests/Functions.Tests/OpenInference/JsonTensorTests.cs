using System.Text.Json;
using CsCheck;
using PhotoScore.Functions.OpenInference.Requests;

namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class JsonTensorTests
{
    private static readonly Gen<byte[]> Pictures = Gen.Int[1, 3].SelectMany(count => Gen.Byte.Array[count * Asked.Picture]);

    [Fact]
    public void Plan_flat_array_gives_its_bytes() => Pictures.Sample(pixels =>
    {
        var (plan, read) = Asked.Plan(Image(pixels, pixels.Select(pixel => (int)pixel)));

        Assert.Equal(pixels, read);
        Assert.Equal(pixels.Length / Asked.Picture, plan.Input.Count);
    });

    [Fact]
    public void Plan_nested_array_gives_the_same_bytes_row_by_row() => Pictures.Sample(pixels =>
    {
        var nested = pixels.Select(pixel => (int)pixel).Chunk(3).Chunk(4).Chunk(4);

        Assert.Equal(pixels, Asked.Plan(Image(pixels, nested)).Pixels);
    });

    [Fact]
    public void Plan_members_in_any_order_mean_the_same() => Gen.Shuffle(new[] { 0, 1, 2, 3 }).Sample(order =>
    {
        string[] members = ["\"name\":\"image\"", "\"shape\":[1,4,4,3]", "\"datatype\":\"UINT8\"", $"\"data\":[{string.Join(',', Enumerable.Repeat("7", Asked.Picture))}]"];

        var read = Asked.Plan(Asked.Utf8($"{{\"inputs\":[{{{string.Join(',', order.Select(i => members[i]))}}}]}}")).Pixels;

        Assert.Equal(Enumerable.Repeat((byte)7, Asked.Picture), read);
    });

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("12.0", 12)]
    [InlineData("1e2", 100)]
    [InlineData("2.55E2", 255)]
    [InlineData("255", 255)]
    public void Plan_whole_numbers_are_taken_however_they_are_written(string number, byte pixel)
    {
        var read = Asked.Plan(Pixels(number)).Pixels;

        Assert.Equal(pixel, read[1]);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("999")]
    [InlineData("-1")]
    [InlineData("0.5")]
    [InlineData("1e999")]
    [InlineData("123456789012345678901234567890")]
    public void Plan_number_that_is_no_byte_is_named_with_its_place(string number)
    {
        var refusal = Asked.Refusal(Pixels(number));

        Assert.Equal($"inputs[0].data has '{number}' as element 1: UINT8 takes whole numbers from 0 to 255.", refusal);
    }

    [Theory]
    [InlineData("[1, [2]]", null)]
    [InlineData("[[1], 2]", null)]
    [InlineData("[[1], []]", null)]
    [InlineData("[[], [1]]", null)]
    [InlineData("[[[]], [1]]", null)]
    [InlineData("[[1, 2], [3, 4], [5, 6]]", "3,2")]
    [InlineData("[[[1]], [[2]]]", "2,1,1")]
    [InlineData("[[], []]", "2,0")]
    [InlineData("[]", "0")]
    [InlineData("[[1, \"x\"], [true, {\"a\": [1]}]]", "2,2")]
    public void Read_nesting_is_that_of_the_arrays(string json, string? sizes)
    {
        using var elements = new JsonElements(mostTexts: 3);
        var reader = new Utf8JsonReader(Asked.Utf8(json));
        reader.Read();

        elements.Read(ref reader);

        Assert.Equal(sizes, elements.Nesting is null ? null : string.Join(',', elements.Nesting));
        Assert.Equal(JsonTokenType.EndArray, reader.TokenType);
        Assert.False(reader.Read());
    }

    private static byte[] Image(byte[] pixels, object data) =>
        Asked.Input(new { name = "image", shape = new[] { pixels.Length / Asked.Picture, 4, 4, 3 }, datatype = "UINT8", data });

    // The number stands second, so that a place counted from the wrong end shows.
    private static byte[] Pixels(string number) => Asked.Utf8(
        $$"""{"inputs":[{"name":"image","shape":[1,4,4,3],"datatype":"UINT8","data":[9,{{number}},{{string.Join(',', Enumerable.Repeat("9", Asked.Picture - 2))}}]}]}""");
}
