using System.IO.Hashing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Photo files of one colour. PNG keeps the colour exactly, so that the answer can be computed by hand.</summary>
internal static class Photo
{
    public static byte[] Png(byte red, byte green, byte blue, int side = 8)
    {
        var rows = new byte[side * ((side * 3) + 1)];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
                (new byte[] { red, green, blue }).CopyTo(rows, (y * ((side * 3) + 1)) + 1 + (x * 3));
        }
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        byte[] header = [0, 0, 0, (byte)side, 0, 0, 0, (byte)side, 8, 2, 0, 0, 0];
        return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc32.HashToUInt32(body))];
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
