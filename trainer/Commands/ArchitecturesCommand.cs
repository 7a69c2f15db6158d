using System.CommandLine;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>architectures</c>: what can be trained. Touches no native library, and so answers at once.</summary>
internal static class ArchitecturesCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print a JSON array instead of a table." };
        var command = new Command("architectures", "List what can be trained: input, parameters, and the study that each comes from.") { json };
        command.SetAction(result => Write(result.InvocationConfiguration.Output, result.GetValue(json)));
        return command;
    }

    private static void Write(TextWriter output, bool json)
    {
        var rows = ArchitectureCatalog.All.Select(ArchitectureRow.For).ToList();
        if (json)
            output.WriteLine(JsonSerializer.Serialize(rows, StoredJson.Compact));
        else
            WriteTable(output, rows);
    }

    private static void WriteTable(TextWriter output, IEnumerable<ArchitectureRow> rows)
    {
        const string Columns = "{0,-30}{1,-12}{2,12}{3,12}{4,16}{5,11}   {6,-18}{7}";
        output.WriteLine(Columns, "name", "input", "parameters", "trainable", "multiply-adds", "embedding", "study", "source");
        foreach (var row in rows)
        {
            output.WriteLine(
                Columns,
                row.Name,
                row.Input,
                row.Parameters.ToString("N0"),
                row.TrainableParameters.ToString("N0"),
                row.MultiplyAdds.ToString("N0"),
                row.EmbeddingLength.ToString("N0"),
                row.Study,
                row.Source);
        }
    }
}
