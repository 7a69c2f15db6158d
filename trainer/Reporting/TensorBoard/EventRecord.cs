using System.Buffers.Binary;
using System.Numerics;

namespace PhotoScore.Trainer.Reporting.TensorBoard;

/// <summary>
/// One record of a TFRecord file: the length, its checksum, the bytes, their checksum; all little-endian. Checksums are CRC-32C (RFC 3720, appendix B.4),
/// masked as TensorFlow's record_writer does, for data may hold checksums itself.
/// </summary>
internal static class EventRecord
{
    private const uint MaskDelta = 0xa282ead8;

    public static void Write(Stream file, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[12], tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedChecksum(head[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedChecksum(data));
        file.Write(head);
        file.Write(data);
        file.Write(tail);
    }

    public static uint MaskedChecksum(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Checksum(data), 15) + MaskDelta;

    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
