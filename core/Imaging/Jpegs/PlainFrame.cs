using System.Buffers.Binary;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>
/// What the markers before the compressed data of a plain JPEG say: baseline, 8 bits, grey or YCbCr with the samplings that cameras and web
/// sites write, all components in one scan. Anything else is not plain, however valid, and is left to libvips.
/// </summary>
internal sealed class PlainFrame
{
    private readonly byte[]?[] _steps = new byte[]?[4];
    private readonly HuffmanLookup?[] _dc = new HuffmanLookup?[4];
    private readonly HuffmanLookup?[] _ac = new HuffmanLookup?[4];
    private readonly byte[] _ids = new byte[3];
    private readonly byte[] _stepsOf = new byte[3];
    private bool _jfif;
    private bool _adobe;
    private bool _exif;

    private PlainFrame()
    {
    }

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>1 for grey, 3 for YCbCr.</summary>
    public int Components { get; private set; }

    /// <summary>Columns of luminance for one of chrominance, 1 or 2.</summary>
    public int Across { get; private set; }

    /// <summary>Rows of luminance for one of chrominance, 1 or 2; 2 only with 2 columns.</summary>
    public int Down { get; private set; }

    /// <summary>The EXIF orientation, 1 to 8.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>Units between two restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Where the compressed data begins.</summary>
    public int DataAt { get; private set; }

    /// <summary>Each component's codes of DC differences.</summary>
    public HuffmanLookup[] Dc { get; } = new HuffmanLookup[3];

    /// <summary>Each component's codes of other coefficients.</summary>
    public HuffmanLookup[] Ac { get; } = new HuffmanLookup[3];

    /// <summary>Each component's steps, row by row.</summary>
    public byte[][] Steps { get; } = new byte[3][];

    /// <summary>Reads the markers; null when the file is not plain.</summary>
    public static PlainFrame? TryRead(ReadOnlySpan<byte> jpeg)
    {
        var frame = new PlainFrame();
        var at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF)
        {
            var marker = jpeg[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                return null;
            var content = jpeg.Slice(at + 4, length - 2);
            at += 2 + length;
            if (marker == 0xDA)
            {
                frame.DataAt = at;
                return frame.IsPlain() && frame.ReadScan(content) ? frame : null;
            }
            if (!frame.Read(marker, content))
                return null;
        }
        return null;
    }

    private bool Read(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xC0 => ReadFrame(content),
        0xC4 => ReadCodes(content),
        0xDB => ReadSteps(content),
        0xDD => ReadRestartInterval(content),
        0xE0 => ReadJfif(content),
        0xE1 => ReadExif(content),
        0xEE => ReadAdobe(content),
        (>= 0xE2 and <= 0xEF) or 0xFE => true,
        _ => false,
    };

    private bool ReadFrame(ReadOnlySpan<byte> content)
    {
        if (Components != 0 || content.Length < 6 || content[0] != 8 || content[5] is not (1 or 3) || content.Length != 6 + (3 * content[5]))
            return false;
        Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        Components = content[5];
        for (var i = 0; i < Components; i++)
        {
            var (id, sampling, steps) = (content[6 + (3 * i)], content[7 + (3 * i)], content[8 + (3 * i)]);
            if (steps > 3)
                return false;
            (_ids[i], _stepsOf[i]) = (id, steps);
            if (i == 0)
                (Across, Down) = (sampling >> 4, sampling & 15);
            else if (sampling != 0x11)
                return false;
        }
        return (Across, Down) is (1, 1) || (Components == 3 && (Across, Down) is (2, 1) or (2, 2));
    }

    private bool ReadSteps(ReadOnlySpan<byte> content)
    {
        for (; content.Length >= 1 + JpegTables.BlockSize; content = content[(1 + JpegTables.BlockSize)..])
        {
            if (content[0] > 3)
                return false;
            var steps = new byte[JpegTables.BlockSize];
            for (var i = 0; i < steps.Length; i++)
                steps[JpegTables.NaturalOrder[i]] = content[1 + i];
            _steps[content[0]] = steps;
        }
        return content.IsEmpty;
    }

    private bool ReadCodes(ReadOnlySpan<byte> content)
    {
        while (content.Length >= 17)
        {
            var (kind, number) = (content[0] >> 4, content[0] & 15);
            var count = 0;
            foreach (var ofLength in content[1..17])
                count += ofLength;
            if (kind > 1 || number > 3 || count > 256 || content.Length < 17 + count)
                return false;
            if (HuffmanLookup.TryMake(content[1..17], content.Slice(17, count), dc: kind == 0) is not { } table)
                return false;
            (kind == 0 ? _dc : _ac)[number] = table;
            content = content[(17 + count)..];
        }
        return content.IsEmpty;
    }

    private bool ReadRestartInterval(ReadOnlySpan<byte> content)
    {
        if (content.Length != 2)
            return false;
        RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
        return true;
    }

    private bool ReadJfif(ReadOnlySpan<byte> content)
    {
        _jfif |= content.Length >= 14 && content.StartsWith("JFIF\0"u8);
        return true;
    }

    // A second EXIF segment is not for us to weigh against the first.
    private bool ReadExif(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("Exif\0"u8))
            return true;
        if (_exif || content.Length < 6 || ExifStated.Orientation(content[6..]) is not { } stated)
            return false;
        (_exif, Orientation) = (true, stated);
        return true;
    }

    // Other values mean RGB or CMYK.
    private bool ReadAdobe(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("Adobe"u8))
            return true;
        _adobe = true;
        return content.Length >= 12 && content[11] == 1;
    }

    private bool IsPlain() =>
        Components != 0 && Width >= 16 && Height > 0
        && (Components == 1 || _jfif || _adobe || _ids.AsSpan().SequenceEqual<byte>([1, 2, 3]));

    private bool ReadScan(ReadOnlySpan<byte> content)
    {
        if (content.Length != 4 + (2 * Components) || content[0] != Components || !content[^3..].SequenceEqual<byte>([0, 63, 0]))
            return false;
        for (var i = 0; i < Components; i++)
        {
            var (id, tables) = (content[1 + (2 * i)], content[2 + (2 * i)]);
            if (id != _ids[i] || tables >> 4 > 3 || (tables & 15) > 3)
                return false;
            if (_dc[tables >> 4] is not { } dc || _ac[tables & 15] is not { } ac || _steps[_stepsOf[i]] is not { } steps)
                return false;
            (Dc[i], Ac[i], Steps[i]) = (dc, ac, steps);
        }
        return true;
    }
}
