using System.Buffers.Binary;
using System.Text;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Reporting.TensorBoard;

namespace PhotoScore.Trainer.Tests.Reporting;

/// <summary>The reader here is written from the formats' descriptions, and shares nothing with the writer.</summary>
public sealed class EventFileTests
{
    private static readonly EpochMetrics[] Curve =
    [
        new(1, 0.001, new(0.7, 0.5, 0.51), new(0.69, 0.52, 0.53), 2),
        new(2, 0.0005, new(0.4, 0.8, 0.81), new(0.5, 0.75, 0.76), 3),
    ];

    [Fact]
    public void Write_a_curve_a_reader_finds_every_scalar()
    {
        var events = Records(EventFile.Write(Curve, DateTimeOffset.FromUnixTimeSeconds(1_000))).Select(Read).ToList();

        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([(995.0, 0L), (997.0, 1L), (1000.0, 2L)], events.Select(one => (one.WallTime, one.Step)));
        Assert.Equal(
            new Dictionary<string, float>
            {
                ["learningRate"] = 0.0005f,
                ["loss/train"] = 0.4f,
                ["loss/validation"] = 0.5f,
                ["accuracy/train"] = 0.8f,
                ["accuracy/validation"] = 0.75f,
                ["balancedAccuracy/train"] = 0.81f,
                ["balancedAccuracy/validation"] = 0.76f,
            },
            events[2].Scalars);
        Assert.Equal(0.69f, events[1].Scalars["loss/validation"]);
    }

    [Fact]
    public void Write_no_epochs_is_a_file_without_scalars() =>
        Assert.Equal("brain.Event:2", Read(Assert.Single(Records(EventFile.Write([], DateTimeOffset.UnixEpoch)))).FileVersion);

    // RFC 3720, appendix B.4, and the check value of "123456789" in the catalogue of parametrised CRC algorithms.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AA)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794E)]
    [InlineData("313233343536373839", 0xE3069283)]
    public void Checksum_known_vectors(string hex, uint expected)
    {
        Assert.Equal(expected, EventRecord.Checksum(Convert.FromHexString(hex)));
        Assert.Equal(expected, BitwiseChecksum(Convert.FromHexString(hex)));
    }

    private static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Mask(BitwiseChecksum(file.AsSpan(at, 8))), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var data = file.AsSpan(at + 12, length);
            Assert.Equal(Mask(BitwiseChecksum(data)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(data.ToArray());
            at += 16 + length;
        }

        return records;
    }

    private static uint Mask(uint crc) => ((crc >> 15) | (crc << 17)) + 0xa282ead8u;

    // The polynomial 0x1EDC6F41, reflected, a bit at a time.
    private static uint BitwiseChecksum(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        }

        return crc ^ 0xFFFFFFFFu;
    }

    // message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }
    private static (double WallTime, long Step, string? FileVersion, Dictionary<string, float> Scalars) Read(byte[] data)
    {
        var (wall, step, version, scalars) = (0.0, 0L, (string?)null, new Dictionary<string, float>());
        foreach (var (field, value, bytes) in Fields(data))
        {
            switch (field)
            {
                case 1: wall = BitConverter.UInt64BitsToDouble(value); break;
                case 2: step = (long)value; break;
                case 3: version = Encoding.UTF8.GetString(bytes); break;
                case 5:
                    // message Summary { message Value { string tag = 1; float simple_value = 2; } repeated Value value = 1; }
                    foreach (var one in Fields(bytes).Where(one => one.Field == 1))
                    {
                        var inner = Fields(one.Bytes);
                        scalars.Add(Encoding.UTF8.GetString(inner.Single(f => f.Field == 1).Bytes), BitConverter.UInt32BitsToSingle((uint)inner.Single(f => f.Field == 2).Value));
                    }

                    break;
            }
        }

        return (wall, step, version, scalars);
    }

    private static List<(int Field, ulong Value, byte[] Bytes)> Fields(byte[] data)
    {
        var fields = new List<(int, ulong, byte[])>();
        for (var at = 0; at < data.Length;)
        {
            var key = Varint(data, ref at);
            var (field, wire) = ((int)(key >> 3), key & 7);
            switch (wire)
            {
                case 0:
                    fields.Add((field, Varint(data, ref at), []));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(at)), []));
                    at += 8;
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at)), []));
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(data, ref at);
                    fields.Add((field, 0, data[at..(at + length)]));
                    at += length;
                    break;
            }
        }

        return fields;
    }

    private static ulong Varint(byte[] data, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(data[at] & 0x7F) << shift;
            if ((data[at++] & 0x80) == 0)
                return value;
        }
    }
}
