using System.Text;

namespace PhotoScore.Testing;

/// <summary>A CSV file of real metadata from the folder beside the checkout; every row stands on one line.</summary>
public static class MetadataFile
{
    /// <summary>The rows by the names of their columns; skips the calling test where the file is absent.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        using var lines = File.ReadLines(SharedData.Path("data", "metadata", name)).GetEnumerator();
        if (!lines.MoveNext())
            yield break;
        var header = Cells(lines.Current).ToList();
        while (lines.MoveNext())
            yield return header.Zip(Cells(lines.Current)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IEnumerable<string> Cells(string line)
    {
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            // A doubled quote inside quotes opens and closes again, which no number minds.
            if (c == '"') quoted = !quoted;
            else if (c != ',' || quoted) cell.Append(c);
            else
            {
                yield return cell.ToString();
                cell.Clear();
            }
        }

        yield return cell.ToString();
    }
}
