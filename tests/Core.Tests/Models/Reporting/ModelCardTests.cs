using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Reporting;
using static PhotoScore.Core.Tests.Models.Reporting.SomeModelReport;

namespace PhotoScore.Core.Tests.Models.Reporting;

public sealed class ModelCardTests
{
    [Theory]
    [InlineData("BSD-3-Clause", "abc", "- Weights: began with sources/w.safetensors, licence BSD-3-Clause.")]
    [InlineData(null, "abc", "- Weights: began with sources/w.safetensors, whose licence nobody named.")]
    [InlineData(null, null, "- Weights: sources/w.safetensors, no other's.")]
    public void Write_carries_the_licence_of_the_weights(string? license, string? sha256, string line)
    {
        var model = Model("no", "yes") with { Init = new ModelInit { From = "sources/w.safetensors", License = license, Sha256 = sha256 } };

        Assert.Contains(line + "\n", ModelCard.Write(Of(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_counts_the_licences_of_the_photos()
    {
        var report = Of(Model("no", "yes"));
        report = report with { Dataset = report.Dataset with { Licenses = new RankedCounts([new("CC-BY-4.0", 70), new("CC0-1.0", 30)], 2, 100, Exact: true) } };

        Assert.Contains("- Photos: CC-BY-4.0 (70), CC0-1.0 (30).\n", ModelCard.Write(report), StringComparison.Ordinal);
        Assert.Contains("the dataset tells no licence", ModelCard.Write(Of(Model("no", "yes"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_has_what_a_card_needs()
    {
        var card = ModelCard.Write(Of(Model("no", "yes")));

        Assert.Equal(
            ["Intended use", "Data", "Licences", "Metrics", "Limits", "Reproduce"],
            card.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains("Not for decisions about people", card, StringComparison.Ordinal);
        Assert.Contains("| yes | 60 | 20 | 20 |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_names_of_strangers_make_no_markup()
    {
        var card = ModelCard.Write(Of(Model("no", "<img src=x>\n# *yes* | [a](http://b)")));

        Assert.DoesNotContain("<img", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# *yes*", card, StringComparison.Ordinal);
        Assert.Contains(@"\| \[a\](http://b)", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_a_guess_is_called_one_and_one_class_alone_is_no_measure()
    {
        var guess = Model("no", "yes") with { Test = Metrics([(0, 5, 5), (1, 5, 5)], 2) };
        var alone = Model("no", "yes") with { Test = Metrics([(0, 9, 1)], 2) };

        Assert.Contains("can't be told from a guess", ModelCard.Write(Of(guess)), StringComparison.Ordinal);
        var card = ModelCard.Write(Of(alone));
        Assert.Contains("All test photos are of 'no': how well classes are told apart was not measured", card, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", card, StringComparison.Ordinal);
    }
}
