using System.Buffers.Binary;
using System.Text;
using CsCheck;
using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures.State;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures.State;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Read_takes_a_file_made_by_hand()
    {
        using var file = SafeTensors.Read(ByHand(
            """{"__metadata__":{"by":"hand"},"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""",
            [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7, 8, 9]));

        Assert.Equal([1f, -2f], file.Tensors["a"].data<float>().ToArray());
        Assert.Equal([1, 2], file.Tensors["a"].shape);
        Assert.Equal([7, 8, 9], file.Tensors["b"].data<byte>().ToArray());
        Assert.Equal("hand", file.Metadata["by"]);
    }

    [Fact]
    public void Write_begins_with_the_headers_length_and_aligns_what_follows()
    {
        using var tensor = torch.tensor([1f, -2f]);
        var file = new MemoryStream();

        SafeTensors.Write(file, new Dictionary<string, torch.Tensor> { ["a"] = tensor });

        var bytes = file.ToArray();
        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, header).TrimEnd());
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], bytes[(8 + header)..]);
    }

    [Fact]
    public void Write_then_Read_gives_every_type_and_shape_back()
    {
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor>
        {
            ["scalar"] = torch.tensor(3.5),
            ["empty"] = torch.zeros(0, 4),
            ["flags"] = torch.tensor([true, false]),
            ["count"] = torch.tensor(long.MaxValue),
            ["small"] = torch.tensor([-1, int.MinValue]),
            ["half"] = torch.tensor([0.5f, -3f]).to(torch.float16),
            ["brain"] = torch.tensor([0.5f, -3f]).to(torch.bfloat16),
            ["transposed"] = torch.arange(6, torch.float32).reshape(2, 3).t(),
        };
        var stream = new MemoryStream();

        SafeTensors.Write(stream, tensors);
        stream.Position = 0;
        using var file = SafeTensors.Read(stream);

        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(tensors, pair =>
        {
            var found = file.Tensors[pair.Key];
            Assert.Equal(pair.Value.dtype, found.dtype);
            Assert.Equal(pair.Value.shape, found.shape);
            Assert.True(pair.Value.equal(found).all().item<bool>(), pair.Key);
        });
    }

    [Theory]
    [InlineData("mobilenet_v2_imagenet.safetensors", "features.0.0.weight", 32)]
    [InlineData("squeezenet1_1_imagenet.safetensors", "features.0.weight", 64)]
    public void Read_takes_what_others_wrote(string name, string tensor, int channels)
    {
        using var stream = File.OpenRead(SharedData.Path("models", name));

        using var file = SafeTensors.Read(stream);

        Assert.Equal([channels, 3, 3, 3], file.Tensors[tensor].shape);
        Assert.Equal(stream.Length, stream.Position);
        Assert.NotEmpty(file.Metadata);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":null,\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[5],\"data_offsets\":[0,20]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[300000000000],\"data_offsets\":[0,1200000000000]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2000000000000],\"data_offsets\":[0,2000000000000]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2000000,1000000],\"data_offsets\":[0,2000000000000]}}")]
    public void Read_refuses_a_broken_header(string header) =>
        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(ByHand(header, new byte[8])));

    [Fact]
    public void Read_refuses_any_file_that_was_cut_off()
    {
        using var tensor = torch.arange(10, torch.float32);
        var whole = new MemoryStream();
        SafeTensors.Write(whole, new Dictionary<string, torch.Tensor> { ["a"] = tensor }, new Dictionary<string, string> { ["k"] = "v" });

        Gen.Int[0, (int)whole.Length - 1].Sample(
            length => Assert.Throws<InvalidDataException>(() => SafeTensors.Read(new MemoryStream(whole.ToArray(), 0, length))),
            threads: 1);
    }

    private static MemoryStream ByHand(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return new MemoryStream([.. length, .. json, .. data]);
    }
}
