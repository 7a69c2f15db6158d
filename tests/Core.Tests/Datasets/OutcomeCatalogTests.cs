using System.Reflection;
using System.Runtime.CompilerServices;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Datasets;

public sealed class OutcomeCatalogTests
{
    private const string TableHead = "| outcome | step | retry | meaning |\n| --- | --- | --- | --- |\n";

    [Fact]
    public void All_words_of_the_ledger_and_the_decoder_are_in_it_once()
    {
        var words = typeof(Outcomes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(Enum.GetValues<RejectionReason>().Select(reason => reason.Code()))
            .Append("http-{status}");

        Assert.Equal(words.Order(StringComparer.Ordinal), OutcomeCatalog.All.Select(info => info.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_is_ordered_by_step() =>
        Assert.Equal(OutcomeCatalog.All.Select(info => info.Step).Order(), OutcomeCatalog.All.Select(info => info.Step));

    [Theory]
    [InlineData("kept", OutcomeStep.Done)]
    [InlineData("http-404", OutcomeStep.Download)]
    [InlineData("http-999", OutcomeStep.Download)]
    [InlineData("truncated", OutcomeStep.Decoding)]
    public void Find_known_word_gives_its_step(string outcome, OutcomeStep step) => Assert.Equal(step, OutcomeCatalog.Find(outcome)?.Step);

    [Theory]
    [InlineData("")]
    [InlineData("Kept")]
    [InlineData("http-")]
    [InlineData("http-4")]
    [InlineData("http-4044")]
    [InlineData("http--40")]
    [InlineData("http-{status}")]
    [InlineData("lost")]
    public void Find_other_word_gives_nothing(string outcome)
    {
        Assert.Null(OutcomeCatalog.Find(outcome));
        Assert.False(OutcomeCatalog.MayPass(outcome));
        Assert.Contains("http-{status}", Assert.Throws<InvalidDataException>(() => OutcomeCatalog.Get(outcome)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http-403", false)]
    [InlineData("http-404", false)]
    [InlineData("http-408", true)]
    [InlineData("http-429", true)]
    [InlineData("http-500", true)]
    [InlineData("http-501", false)]
    [InlineData("http-503", true)]
    [InlineData("timeout", true)]
    [InlineData("truncated", true)]
    [InlineData("opted-out", false)]
    [InlineData("duplicate", false)]
    [InlineData("kept", false)]
    public void MayPass_tells_what_trying_again_may_help(string outcome, bool mayPass) => Assert.Equal(mayPass, OutcomeCatalog.MayPass(outcome));

    // UPDATE_DOCS=1 writes the table instead.
    [Fact]
    public void Page_lists_the_catalogue()
    {
        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/outcomes.md"));
        var text = File.ReadAllText(page);
        var begin = text.IndexOf(TableHead, StringComparison.Ordinal) + TableHead.Length;
        var end = text.IndexOf("\n\n", begin, StringComparison.Ordinal) + 1;
        var expected = string.Concat(OutcomeCatalog.All.Select(info =>
            $"| `{info.Code}` | {info.Step.ToString().ToLowerInvariant()} | {Retry(info.Retry)} | {info.Meaning} |\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(page, text = text[..begin] + expected + text[end..]);

        Assert.Contains(TableHead + expected + "\n", text, StringComparison.Ordinal);
    }

    private static string Retry(RetryAdvice advice) => advice switch { RetryAdvice.Yes => "yes", RetryAdvice.ByStatus => "by status", _ => "" };

    private static string Here([CallerFilePath] string file = "") => file;
}
