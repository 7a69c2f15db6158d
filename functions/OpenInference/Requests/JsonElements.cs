using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>
/// The elements of a tensor in a JSON array, flat or nested, read in one pass: numbers go straight into pooled memory, one byte each,
/// because pixels are the only numbers that a model here takes.
/// </summary>
internal sealed class JsonElements(int mostTexts) : IDisposable
{
    private const int FirstGuess = 1024;

    private byte[] _numbers = ArrayPool<byte>.Shared.Rent(FirstGuess);
    private readonly List<byte[]?> _texts = [];

    /// <summary>Numbers that were read.</summary>
    public int Numbers { get; private set; }

    /// <summary>Texts that were read.</summary>
    public int TextCount { get; private set; }

    /// <summary>Elements that are neither, such as <c>true</c> or an object.</summary>
    public int Others { get; private set; }

    /// <summary>The first number that is none from 0 to 255, and where it stands; null when there is none.</summary>
    public (int At, string Text)? NoByte { get; private set; }

    /// <summary>Sizes of the nested arrays, outermost first; null when they are ragged. A flat array has one.</summary>
    public IReadOnlyList<long>? Nesting { get; private set; }

    /// <summary>The numbers.</summary>
    public Memory<byte> Bytes => _numbers.AsMemory(0, Numbers);

    /// <summary>The first texts, decoded from base64; null for one that is no base64.</summary>
    public IReadOnlyList<byte[]?> Texts => _texts;

    /// <summary>Reads the array at whose beginning the reader stands, to its end.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        var nesting = new ArrayNesting();
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    nesting.Open();
                    break;
                case JsonTokenType.EndArray:
                    nesting.Close();
                    break;
                case JsonTokenType.Number:
                    nesting.Element();
                    AddNumber(ref reader);
                    break;
                case JsonTokenType.String:
                    nesting.Element();
                    AddText(ref reader);
                    break;
                default:
                    nesting.Element();
                    Others++;
                    reader.Skip();
                    break;
            }
        }
        while (nesting.IsOpen && reader.Read());
        Nesting = nesting.Sizes;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_numbers);
        _numbers = [];
        Numbers = 0;
    }

    private void AddNumber(ref Utf8JsonReader reader)
    {
        if (Numbers == _numbers.Length)
            Grow();
        if (!TryByte(ref reader, out var value))
            NoByte ??= (Numbers, Encoding.ASCII.GetString(reader.ValueSpan));
        _numbers[Numbers++] = value;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_numbers.Length * 2);
        _numbers.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_numbers);
        _numbers = larger;
    }

    // Nearly every number has one to three digits; what else means a whole number, such as 12.0 or 1e2, takes the long way.
    private static bool TryByte(ref Utf8JsonReader reader, out byte value)
    {
        var digits = reader.ValueSpan;
        if (digits.Length <= 3 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            var number = 0;
            foreach (var digit in digits)
                number = (number * 10) + (digit - '0');
            value = (byte)number;
            return number <= byte.MaxValue;
        }
        var whole = reader.TryGetDouble(out var real) && real is >= 0 and <= byte.MaxValue && real == Math.Floor(real);
        value = whole ? (byte)real : (byte)0;
        return whole;
    }

    private void AddText(ref Utf8JsonReader reader)
    {
        TextCount++;
        // One more than allowed is enough to refuse them all; further ones are only counted.
        if (_texts.Count <= mostTexts)
            _texts.Add(Decode(ref reader));
    }

    private static byte[]? Decode(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TryGetBytesFromBase64(out var file) ? file : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair.
            return null;
        }
    }
}
