using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Tests.Naming;

public sealed class NamesTests
{
    [Theory]
    [InlineData("sunsets")]
    [InlineData("nic-cage-2")]
    [InlineData("123")]
    public void Parse_valid_name_keeps_it(string text) => Assert.Equal(text, DatasetName.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Sunsets")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    [InlineData("a/b/c")]
    [InlineData("../abc")]
    [InlineData("builds")]
    [InlineData("compare")]
    [InlineData("v12")]
    [InlineData("abc\n")]
    public void TryParse_invalid_name_refuses_it(string text) => Assert.False(ModelName.TryParse(text, out _));

    [Fact]
    public void Parse_too_long_says_the_rule() =>
        Assert.Contains("3 to 63", Assert.Throws<FormatException>(() => ModelName.Parse(new string('a', 64))).Message, StringComparison.Ordinal);

    [Fact]
    public void Json_round_trip_is_the_text()
    {
        var json = JsonSerializer.Serialize(DatasetName.Parse("sunsets"), StoredJson.Compact);

        Assert.Equal("\"sunsets\"", json);
        Assert.Equal(DatasetName.Parse("sunsets"), JsonSerializer.Deserialize<DatasetName>(json, StoredJson.Compact));
    }

    [Theory]
    [InlineData("v1", 1)]
    [InlineData("v120", 120)]
    public void VersionId_Parse_valid_gives_the_number(string text, int number) => Assert.Equal(number, VersionId.Parse(text).Number);

    [Theory]
    [InlineData("v0")]
    [InlineData("v01")]
    [InlineData("1")]
    [InlineData("V1")]
    [InlineData("v1x")]
    [InlineData("v99999999999")]
    public void VersionId_TryParse_invalid_refuses_it(string text) => Assert.False(VersionId.TryParse(text, out _));
}
