using CsCheck;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Tests.Deduplication;

public sealed class Hash256Tests
{
    private static readonly Gen<Hash256> Hashes = Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new Hash256(a, b, c, d));

    [Fact]
    public void Parse_reads_what_ToString_writes() =>
        Hashes.Sample(hash => Hash256.Parse(hash.ToString()) == hash && hash.ToString().Length == 64);

    [Fact]
    public void ToString_begins_with_the_highest_bit() =>
        Assert.Equal("8000000000000000" + new string('0', 47) + "1", new Hash256(1UL << 63, 0, 0, 1).ToString());

    [Fact]
    public void DistanceTo_counts_the_bits_of_all_words() =>
        Gen.Select(Hashes, Gen.Int[0, 255].HashSet[0, 40]).Sample((hash, flips) =>
        {
            var digits = hash.ToString().SelectMany(digit => Convert.ToString(Convert.ToInt32($"{digit}", 16), 2).PadLeft(4, '0')).ToArray();
            foreach (var flip in flips)
                digits[flip] = digits[flip] == '0' ? '1' : '0';
            var other = string.Concat(digits.Chunk(4).Select(four => Convert.ToInt32(new string(four), 2).ToString("x")));

            return hash.DistanceTo(Hash256.Parse(other)) == flips.Count;
        });

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData(" 00000000000000000000000000000000000000000000000000000000000000f")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Parse_of_anything_but_64_digits_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => Hash256.Parse(hex));
}
