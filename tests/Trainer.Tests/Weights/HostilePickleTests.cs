using System.Buffers.Binary;
using System.Text;
using PhotoScore.Trainer.Weights;
using PhotoScore.Trainer.Weights.Pickles;
using PhotoScore.Trainer.Weights.Torch;

namespace PhotoScore.Trainer.Tests.Weights;

/// <summary>Pickles written by hand, an instruction after the other; see Python's pickletools.</summary>
public sealed class HostilePickleTests
{
    private const string Tensor = "ctorch._utils\n_rebuild_tensor_v2\n";

    [Theory]
    [InlineData("cos\nsystem\n(X\u0005\0\0\0touchtR.", "os.system")]
    [InlineData("cposix\nsystem\n(U\u0005touchtR.", "posix.system")]
    [InlineData("c__builtin__\neval\n(U\u00011tR.", "__builtin__.eval")]
    [InlineData("cbuiltins\nexec\n.", "builtins.exec")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v3\n.", "torch._utils._rebuild_tensor_v3")]
    [InlineData("ctorch.serialization\nload\n.", "torch.serialization.load")]
    [InlineData("ccollections\nOrderedDict.__reduce__\n.", "collections.OrderedDict.__reduce__")]
    [InlineData("ctorch\nFloatStorage.from_file\n.", "torch.FloatStorage.from_file")]
    public void Read_global_that_is_not_listed_is_refused_by_name(string pickle, string name)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(pickle));

        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("U\u0002os", "U\u0006system", "os.system")]
    [InlineData("U\u0000", "U\u0006system", ".system")]
    [InlineData("U\u000bcollections", "U\u000bdefaultdict", "collections.defaultdict")]
    public void Read_stack_global_that_is_not_listed_is_refused_by_name(string module, string name, string named)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(module + name + "\u0093)R."));

        Assert.Contains($"'{named}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(ios\nsystem\n.", 0x69)]
    [InlineData("(cos\nsystem\nU\u00011o.", 0x6f)]
    [InlineData("(U\u00011o.", 0x6f)]
    [InlineData(")\u0081.", 0x81)]
    [InlineData(")}\u0092.", 0x92)]
    [InlineData("\u0082\u0001.", 0x82)]
    [InlineData("P1\n.", 0x50)]
    public void Read_instruction_that_makes_objects_is_refused(string pickle, int code)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(pickle));

        Assert.True(
            refused.Message.Contains($"0x{code:x2}", StringComparison.Ordinal) || refused.Message.Contains("'os.system'", StringComparison.Ordinal), refused.Message);
    }

    [Theory]
    [InlineData("U\u00011)R.")]
    [InlineData("ctorch\nFloatStorage\n)R.")]
    [InlineData("ccollections\nOrderedDict\n(U\u00011tR.")]
    [InlineData("ccollections\nOrderedDict\n(]K\u0001atR.")]
    [InlineData("ctorch\nSize\n)R.")]
    [InlineData("ctorch._utils\n_rebuild_parameter\n(K\u0001tR.")]
    [InlineData(Tensor + "(K\u0001K\u0002))tR.")]
    [InlineData("K\u0001}b.")]
    [InlineData("}K\u0001b.")]
    [InlineData("K\u0001Q.")]
    [InlineData("(U\u0007storageU\u0007storageU\u00010U\u0003cpuK\u0001tQ.")]
    [InlineData("h\u0007.")]
    [InlineData("0.")]
    [InlineData("t.")]
    [InlineData("(.")]
    [InlineData("(K\u0001d.")]
    [InlineData("I99999999999999999999\n.")]
    [InlineData("\u0080\u0009N.")]
    [InlineData("")]
    public void Read_what_makes_no_sense_is_refused(string pickle) => Assert.Throws<InvalidDataException>(() => Read(pickle));

    [Theory]
    [InlineData('X', 4)]
    [InlineData('T', 4)]
    [InlineData('B', 4)]
    [InlineData('\u008b', 4)]
    [InlineData('\u008d', 8)]
    [InlineData('\u008e', 8)]
    public void Read_length_that_is_not_there_allocates_nothing(char code, int bytes)
    {
        foreach (var length in (long[])[int.MaxValue, -1, uint.MaxValue, long.MaxValue])
        {
            var size = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(size, length);
            byte[] pickle = [(byte)code, .. size[..bytes], .. "abc."u8];
            var before = GC.GetAllocatedBytesForCurrentThread();

            Assert.Throws<InvalidDataException>(() => new PickleReader(new TorchWorld()).Read(pickle, out _));

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void Read_lists_that_hold_each_other_take_no_more_than_their_instructions()
    {
        // Each list holds the one before ten times: written out, 10^60 items.
        var bomb = new StringBuilder("]");
        for (var i = 0; i < 60; i++)
            bomb.Append("p1\n0](").Insert(bomb.Length, "g1\n", 10).Append('e');

        var root = Assert.IsType<List<object?>>(Read(bomb + "."));

        Assert.Equal(10, root.Count);
        Assert.All(root, item => Assert.Same(root[0], item));
    }

    [Fact]
    public void Read_a_list_in_itself_and_a_deep_nest_end()
    {
        var self = Assert.IsType<List<object?>>(Read("]p0\ng0\na."));
        Assert.Same(self, self[0]);

        Assert.IsType<object?[]>(Read(new string(')', 1) + new string('\u0085', 2_000_000) + "."));
        Assert.Throws<InvalidDataException>(() => Read(new string('(', 2_000_000) + "."));
    }

    [Fact]
    public void Read_dictionary_that_holds_itself_as_its_state_is_no_endless_search() => Assert.Throws<InvalidDataException>(
        () => StateDictionary.In(Read("}p0\nU\u000astate_dictg0\ns.")).ToList());

    [Theory]
    [InlineData("K\u0000", "K\u0005\u0085", "K\u0001\u0085")]
    [InlineData("K\u0001", "K\u0004\u0085", "K\u0001\u0085")]
    [InlineData("K\u0000", "K\u0002\u0085", "K\u0004\u0085")]
    [InlineData("J\u00ff\u00ff\u00ff\u00ff", "K\u0001\u0085", "K\u0001\u0085")]
    [InlineData("K\u0003", "K\u0002\u0085", "J\u00ff\u00ff\u00ff\u00ff\u0085")]
    [InlineData("K\u0000", "J\u00ff\u00ff\u00ff\u00ff\u0085", "K\u0001\u0085")]
    [InlineData("K\u0000", "K\u0002K\u0002\u0086", "K\u0001\u0085")]
    [InlineData("K\u0000", "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085", "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085")]
    [InlineData("K\u0005", "K\u0000\u0085", "K\u0001\u0085")]
    public void Read_tensor_outside_of_its_storage_is_refused(string offset, string shape, string strides) =>
        Assert.Throws<InvalidDataException>(() => Read($"{Tensor}((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0004tQ{offset}{shape}{strides}\u0089NtR."));

    [Theory]
    [InlineData("J\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("J\u00ff\u00ff\u00ff\u007f")]
    [InlineData("\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f")]
    public void Read_storage_of_a_size_that_is_not_possible_is_refused(string count) =>
        Assert.Throws<InvalidDataException>(() => Read($"(U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpu{count}tQ."));

    [Fact]
    public void Open_file_that_would_run_a_command_says_its_name_and_runs_nothing()
    {
        var marker = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
        var command = $"touch {marker}";
        byte[] legacy = [.. TorchLegacyFile.Head, (byte)'M', 0xe9, 3, (byte)'.', .. Encoding.Latin1.GetBytes($"}}U\u000dlittle_endian\u0088s.cposix\nsystem\n(U{(char)command.Length}{command}tR.].")];

        var refused = Assert.Throws<InvalidDataException>(() => WeightsFile.Open(new MemoryStream(legacy)));

        Assert.Contains("'posix.system'", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    // Characters are bytes.
    private static object? Read(string pickle) => new PickleReader(new TorchWorld()).Read(Encoding.Latin1.GetBytes(pickle), out _);
}
