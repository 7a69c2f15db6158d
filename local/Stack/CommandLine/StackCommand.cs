using System.CommandLine;
using PhotoScore.Local.Stack.Demo;
using PhotoScore.Local.Stack.Services;

namespace PhotoScore.Local.Stack.CommandLine;

/// <summary>The command line: what to run, and where.</summary>
internal static class StackCommand
{
    private static readonly StackOptions Defaults = new();
    private static readonly DemoOptions DemoDefaults = new();

    /// <param name="run">Called with what the command line says; the demo's options are null when no demo is asked for.</param>
    /// <param name="build">Called when it says to build only.</param>
    public static RootCommand Create(Func<StackOptions, DemoOptions?, CancellationToken, Task<int>> run, Func<StackOptions, CancellationToken, Task<int>> build)
    {
        var functionsPort = Port("--functions-port", "The functions' port.", Defaults.FunctionsPort);
        var sitePort = Port("--photo-site-port", "The photo site's port.", Defaults.PhotoSitePort);
        var azuritePort = Port("--azurite-port", "The first of Azurite's three ports; an Azurite that listens there is used.", Defaults.AzuritePort);
        var data = new Option<DirectoryInfo>("--data") { Description = "Where logs and Azurite's files go.", Recursive = true, DefaultValueFactory = _ => new DirectoryInfo(Defaults.Data) };
        var noBuild = new Option<bool>("--no-build") { Description = "Start what an earlier run has built.", Recursive = true };

        StackOptions Stack(ParseResult parsed) => new()
        {
            FunctionsPort = parsed.GetValue(functionsPort),
            PhotoSitePort = parsed.GetValue(sitePort),
            AzuritePort = parsed.GetValue(azuritePort),
            Data = parsed.GetValue(data)!.FullName,
            Build = !parsed.GetValue(noBuild),
        };

        var root = new RootCommand("Runs PhotoScore on this machine: Azurite, functions, trainer worker and photo site.")
        {
            functionsPort, sitePort, azuritePort, data, noBuild, Demo(Stack, run), Build(Stack, build),
        };
        root.SetAction((parsed, cancellation) => run(Stack(parsed), null, cancellation));
        return root;
    }

    private static Command Demo(Func<ParseResult, StackOptions> stack, Func<StackOptions, DemoOptions?, CancellationToken, Task<int>> run)
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Learn from photos in this directory, with a sub-folder a class, instead of the photo site's." };
        folder.AcceptExistingOnly();
        var exit = new Option<bool>("--exit") { Description = "End when the demo is done." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object on one line to standard output at the end." };
        var photos = Counted("--photos", "How many photos to take from the photo site.", DemoDefaults.Photos, 50);
        var epochs = new Option<int?>("--epochs") { Description = $"Passes over the training photos; {DemoOptions.OwnEpochs} with the demo's own architecture, otherwise the architecture's." };
        epochs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < 1))
                result.AddError("--epochs must be a number of at least 1.");
        });
        var init = new Option<FileInfo>("--init") { Description = "Start from the pretrained weights in this .safetensors or .pth file." };
        init.AcceptExistingOnly();
        var recipe = new Option<string>("--recipe") { Description = "More members of the dataset's recipe, as a JSON object." };
        var training = new Option<string>("--training") { Description = "More members of the training request, as a JSON object." };
        var architecture = new Option<string>("--architecture") { Description = "The network to train.", DefaultValueFactory = _ => DemoDefaults.Architecture };

        var demo = new Command("demo", "Runs the main job: photos become a dataset, the dataset a model, the model an answer.") { folder, exit, json, photos, epochs, architecture, init, recipe, training };
        demo.SetAction((parsed, cancellation) => run(stack(parsed), new DemoOptions
        {
            Folder = parsed.GetValue(folder)?.FullName,
            Exit = parsed.GetValue(exit),
            Json = parsed.GetValue(json),
            Photos = parsed.GetValue(photos),
            Epochs = parsed.GetValue(epochs),
            Architecture = parsed.GetValue(architecture)!,
            Init = parsed.GetValue(init)?.FullName,
            Recipe = parsed.GetValue(recipe),
            Training = parsed.GetValue(training),
        }, cancellation));
        return demo;
    }

    private static Command Build(Func<ParseResult, StackOptions> stack, Func<StackOptions, CancellationToken, Task<int>> run)
    {
        var build = new Command("build", "Builds what the stack starts, and ends: --no-build then finds it.");
        build.SetAction((parsed, cancellation) => run(stack(parsed), cancellation));
        return build;
    }

    private static Option<int> Port(string name, string description, int standard) =>
        Bounded(new Option<int>(name) { Description = $"{description} 0 takes a free one.", Recursive = true, DefaultValueFactory = _ => standard }, 0, 65533);

    private static Option<int> Counted(string name, string description, int standard, int least) =>
        Bounded(new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard }, least, 100_000);

    private static Option<int> Bounded(Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < least || number > most))
                result.AddError($"{option.Name} must be a number from {least} to {most}.");
        });
        return option;
    }
}
