using PhotoScore.Core.Datasets;
using PhotoScore.Core.Models;

namespace PhotoScore.Core.Tests.Models;

public sealed class PredictionsTableTests
{
    [Fact]
    public async Task WriteAsync_then_ReadAsync_gives_the_rows_sorted_by_key()
    {
        string[] classes = ["bad", "good"];
        var (first, second) = (new Prediction("a", Split.Test, 1, 0, [0.75f, 0.25f]), new Prediction("b", Split.Validation, 0, 0, [0.5f, 0.5f]));
        using var table = new MemoryStream();

        await PredictionsTable.WriteAsync(table, classes, [second, first], TestContext.Current.CancellationToken);
        var read = await PredictionsTable.ReadAsync(table, classes, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], read.Select(row => row.Key));
        Assert.Equivalent(first, read[0], strict: true);
        Assert.Equivalent(second, read[1], strict: true);
    }
}
