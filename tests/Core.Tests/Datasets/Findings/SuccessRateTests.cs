using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Findings;

namespace PhotoScore.Core.Tests.Datasets.Findings;

public sealed class SuccessRateTests
{
    [Fact]
    public void Sentence_names_the_reasons_by_their_share()
    {
        var rate = SuccessRate.Of(Ledger(("kept", 1_800), ("duplicate", 78), ("http-404", 82), ("opted-out", 40), ("filtered", 500)));

        Assert.Equal("93.9% of 2,000 candidates were fetched; 4.1% http-404, 2.0% opted-out.", rate.All.Sentence);
        Assert.Equal((2_000, 1_878, 0.939), (rate.All.Candidates, rate.All.Fetched, rate.All.Share));
    }

    [Theory]
    [InlineData(9_999, 1, "More than 99.9% of 10,000 candidates were fetched; less than 0.1% timeout.")]
    [InlineData(1, 0, "100.0% of 1 candidate was fetched.")]
    [InlineData(0, 2, "0.0% of 2 candidates were fetched; 100.0% timeout.")]
    [InlineData(0, 0, "Nothing was to be fetched.")]
    public void Sentence_rounds_nothing_away(int kept, int timeouts, string sentence) =>
        Assert.Equal(sentence, SuccessRate.Of(Ledger(("kept", kept), ("timeout", timeouts))).All.Sentence);

    [Fact]
    public void Sentence_many_reasons_sums_up_the_rare_ones()
    {
        var rate = SuccessRate.Of(Ledger(("http-404", 20), ("http-410", 10), ("timeout", 8), ("truncated", 6), ("opted-out", 4), ("empty", 1), ("unreachable", 1), ("kept", 50)));

        Assert.EndsWith("4.0% opted-out, 2.0% for other reasons.", rate.All.Sentence, StringComparison.Ordinal);
        Assert.Equal(7, rate.All.Failures.Count);
    }

    [Fact]
    public void Of_ledger_counts_by_source_and_host()
    {
        var rate = SuccessRate.Of([
            Entry(0, "https://a.example/1", "kept"), Entry(0, "https://A.example/2", "http-404"), Entry(2, "http://b.example:8080/1", "timeout"),
            Entry(2, "blob:sources/x/y.jpg", "too-small"), Entry(1, "https://c.example/1", "filtered"),
        ]);

        Assert.Equal([(0, 1, 2), (2, 1, 2)], rate.Sources.Select(source => (source.Source, source.Success.Fetched, source.Success.Candidates)));
        Assert.Equal(["a.example", "b.example:8080", "blob:sources"], rate.Hosts.Select(host => host.Host));
        Assert.Equal(0, rate.OtherHosts);
    }

    [Fact]
    public void Of_many_hosts_lists_the_largest()
    {
        var rate = SuccessRate.Of([.. Enumerable.Range(0, 30).SelectMany(host => Enumerable.Range(0, host + 1).Select(i => Entry(0, $"https://h{host:D2}.example/{i}", "kept")))]);

        Assert.Equal(("h29.example", 20, 10), (rate.Hosts[0].Host, rate.Hosts.Count, rate.OtherHosts));
    }

    [Fact]
    public void Of_unknown_outcome_is_refused() => Assert.Throws<InvalidDataException>(() => SuccessRate.Of(Ledger(("lost", 1))));

    [Fact]
    public void Funnel_any_counts_lose_nobody() =>
        Gen.Int[0, 50].Array[OutcomeCatalog.All.Count].Sample(counts =>
        {
            var outcomes = OutcomeCatalog.All.Zip(counts).ToDictionary(pair => pair.First.Code.Replace("{status}", "503", StringComparison.Ordinal), pair => pair.Second);

            var funnel = Funnel.Of(outcomes);

            Assert.Equal((counts.Sum(), outcomes["kept"]), (funnel.Listed, funnel.Kept));
            var left = funnel.Listed;
            foreach (var step in funnel.Steps)
            {
                Assert.Equal((left, left - step.Lost.Sum(lost => lost.Photos)), (step.Entered, step.Passed));
                left = step.Passed;
            }
            Assert.Equal(funnel.Kept, left);
        });

    private static LedgerEntry[] Ledger(params (string Outcome, int Count)[] outcomes) =>
        [.. outcomes.SelectMany(outcome => Enumerable.Range(0, outcome.Count).Select(i => Entry(0, $"https://some.example/{i}.jpg", outcome.Outcome)))];

    private static LedgerEntry Entry(int source, string url, string outcome) =>
        new(Some.Candidate(url) with { Source = source, Url = url }, outcome, null, null);
}
