using System.Globalization;
using System.Numerics;

namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>The instructions that push one plain value.</summary>
internal static class PickleValues
{
    /// <summary>Carries the instruction out if it is one of them.</summary>
    public static bool TryRead(Opcode code, ref PickleInput input, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.None:
                stack.Push(null);
                return true;
            case Opcode.True:
                stack.Push(true);
                return true;
            case Opcode.False:
                stack.Push(false);
                return true;
            case Opcode.Int:
                stack.Push(input.Line() switch { "00" => false, "01" => true, var digits => Integer(digits) });
                return true;
            case Opcode.Long:
                stack.Push(Integer(input.Line().TrimEnd('L')));
                return true;
            case Opcode.BinInt:
                stack.Push((long)input.Int32());
                return true;
            case Opcode.BinInt1:
                stack.Push((long)input.Byte());
                return true;
            case Opcode.BinInt2:
                stack.Push((long)input.UInt16());
                return true;
            case Opcode.Long1:
                Push(input.Take(input.Byte()), stack);
                return true;
            case Opcode.Long4:
                Push(input.Take(input.Int32()), stack);
                return true;
            case Opcode.Float:
                stack.Push(Number(input.Line()));
                return true;
            case Opcode.BinFloat:
                stack.Push(input.Double());
                return true;
            default:
                return TryReadText(code, ref input, stack);
        }
    }

    /// <summary>A whole number in decimal digits.</summary>
    public static long Integer(string digits) => long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidDataException("The pickle is broken: it has no number where one belongs, or one of more than 64 bits.");

    private static bool TryReadText(Opcode code, ref PickleInput input, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.Unicode:
                stack.Push(input.Line());
                return true;
            case Opcode.ShortBinString:
            case Opcode.ShortBinUnicode:
                stack.Push(input.Text(input.Byte()));
                return true;
            case Opcode.BinString:
                stack.Push(input.Text(input.Int32()));
                return true;
            case Opcode.BinUnicode:
                stack.Push(input.Text(input.UInt32()));
                return true;
            case Opcode.BinUnicode8:
                stack.Push(input.Text(input.Int64()));
                return true;
            case Opcode.ShortBinBytes:
                stack.Push(input.Take(input.Byte()).ToArray());
                return true;
            case Opcode.BinBytes:
                stack.Push(input.Take(input.UInt32()).ToArray());
                return true;
            case Opcode.BinBytes8:
                stack.Push(input.Take(input.Int64()).ToArray());
                return true;
            default:
                return false;
        }
    }

    // Two's complement, the lowest byte first. Torch's own files hold one number of more than 64 bits: the one that marks them.
    private static void Push(ReadOnlySpan<byte> bytes, PickleStack stack)
    {
        if (bytes.Length > 32)
            throw new InvalidDataException($"The pickle has a whole number of {bytes.Length} bytes, which no file of weights needs: it is refused.");
        var value = new BigInteger(bytes);
        if (value >= long.MinValue && value <= long.MaxValue)
            stack.Push((long)value);
        else
            stack.Push(value);
    }

    private static double Number(string digits) => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidDataException("The pickle is broken: it has no number where one belongs.");
}
