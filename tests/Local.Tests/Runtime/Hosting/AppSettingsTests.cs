using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Tests.Runtime.Hosting;

public sealed class AppSettingsTests
{
    [Theory]
    [InlineData("Photos", "from-prefixed")]
    [InlineData("Plain", "from-plain")]
    [InlineData("%Which%", "from-plain")]
    [InlineData(null, "UseDevelopmentStorage=true")]
    public void ConnectionString_named_is_looked_up_as_the_real_host_does(string? connection, string expected)
    {
        var settings = Settings(("AzureWebJobsPhotos", "from-prefixed"), ("Photos", "shadowed"), ("Plain", "from-plain"), ("Which", "Plain"));

        Assert.Equal(expected, settings.ConnectionString(connection));
    }

    [Fact]
    public void ConnectionString_not_configured_says_what_to_set()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Settings().ConnectionString("Photos"));

        Assert.Contains("AzureWebJobsPhotos", error.Message);
    }

    [Fact]
    public void Expand_missing_setting_names_it()
    {
        Assert.Equal("a-1-b", Settings(("X", "1")).Expand("a-%X%-b"));
        Assert.Contains("Missing", Assert.Throws<InvalidOperationException>(() => Settings().Expand("%Missing%")).Message);
    }

    [Theory]
    [InlineData("AzureWebJobs.Tick.Disabled", "true", true)]
    [InlineData("AzureWebJobs_Tick_Disabled", "1", true)]
    [InlineData("AzureWebJobs.Tick.Disabled", "false", false)]
    [InlineData("AzureWebJobs.Other.Disabled", "true", false)]
    public void IsDisabled_setting_decides(string name, string value, bool expected)
    {
        Assert.Equal(expected, Settings((name, value)).IsDisabled("Tick"));
    }

    [Fact]
    public void AddLocalSettings_values_lie_below_what_is_configured()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), """{ "Values": { "A": "file", "B__C": "nested", "AzureWebJobs.F.Disabled": true } }""");
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection([KeyValuePair.Create("A", (string?)"configured")]);

        settings.AddLocalSettings("/nowhere", folder.FullName);

        Assert.Equal(("configured", "nested"), (settings["A"], settings["B:C"]));
        Assert.True(settings.IsDisabled("F"));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))).Build();
}
