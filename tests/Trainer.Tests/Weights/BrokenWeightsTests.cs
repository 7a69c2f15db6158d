using CsCheck;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Weights;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Weights;

/// <summary>Whatever is done to a file, it is read or it is refused: nothing else may happen.</summary>
public sealed class BrokenWeightsTests
{
    public static TheoryData<string> Files => ["zip.pth", "legacy.pth", "checkpoint_legacy.pth", "safetensors"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_every_prefix_is_refused(string name)
    {
        var whole = Bytes(name);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => ReadAll(whole[..length]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_flipped_bits_are_refused_or_read(string name)
    {
        var whole = Bytes(name);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 7]).Array[1, 8].Sample(
            flips =>
            {
                var broken = (byte[])whole.Clone();
                foreach (var (at, bit) in flips)
                    broken[at] ^= (byte)(1 << bit);
                ReadOrRefuse(broken);
            },
            iter: 2_000, threads: 1, seed: "0000KOIRbXF0");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_changed_bytes_are_refused_or_read(string name)
    {
        var whole = Bytes(name);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in (byte[])[0, 0x80, 0xff])
            {
                var broken = (byte[])whole.Clone();
                broken[at] = value;
                ReadOrRefuse(broken);
            }
        }
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            ReadAll(bytes);
        }
        catch (InvalidDataException)
        {
            // This is the one way to say no.
        }
    }

    private static void ReadAll(byte[] bytes)
    {
        using var file = WeightsFile.Open(new MemoryStream(bytes));
        // A network asks only for tensors of its own shapes.
        foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.Shape.Aggregate(1.0, (product, size) => product * size) < 1e6))
            tensor.Read().Dispose();
    }

    private static byte[] Bytes(string name)
    {
        if (name != "safetensors")
            return Fixture.Bytes(name);
        using var tensor = torch.arange(6, torch.float32);
        var stream = new MemoryStream();
        SafeTensors.Write(
            stream, new Dictionary<string, torch.Tensor> { ["a.weight"] = tensor, ["a.bias"] = tensor }, new Dictionary<string, string> { ["mean"] = "0.5,0.5,0.5" });
        return stream.ToArray();
    }
}
