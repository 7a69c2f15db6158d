using System.Buffers.Binary;
using System.Text;

namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>The bytes of a pickle. Nothing is allocated for a length that is declared before that many bytes are known to be there.</summary>
internal ref struct PickleInput(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _left.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A length of eight bytes; one that no array can have is refused with the bytes that follow it.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Eight bytes, the highest first.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(long length)
    {
        try
        {
            return Strict.GetString(Take(length));
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("The pickle holds a text that is not UTF-8.", e);
        }
    }

    /// <summary>What stands before the next line feed.</summary>
    public string Line()
    {
        var length = _left.IndexOf((byte)'\n');
        if (length < 0)
            throw EndsEarly();
        var line = Text(length);
        _left = _left[1..];
        return line;
    }

    public ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > _left.Length)
            throw EndsEarly();
        var taken = _left[..(int)length];
        _left = _left[(int)length..];
        return taken;
    }

    private static InvalidDataException EndsEarly() => new("The pickle ends early.");
}
