using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Data;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Features;

/// <summary>Real photos and weights that lie beside the checkout on some machines.</summary>
internal static class SharedData
{
    /// <summary>A file or folder below <c>shared</c>; skips the test where there is none.</summary>
    public static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (Path.Exists(candidate))
                return candidate;
        }

        Assert.Skip($"There is no shared/{path} above {AppContext.BaseDirectory}.");
        return "";
    }

    /// <summary>The photos of a folder of class folders, classes and photos in the order of their names.</summary>
    public static PhotoSet Photos(string folder, Geometry geometry)
    {
        var files = Directory.GetDirectories(Find(folder)).Order(StringComparer.Ordinal)
            .SelectMany((directory, label) => Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(file => (file, label))).ToArray();
        var (width, height) = geometry.FixedSize!.Value;
        var photos = new PhotoSet(files.Length, width, height);
        Parallel.ForEach(files.Index(), file => photos.Store(file.Index, file.Item.file, file.Item.label, File.ReadAllBytes(file.Item.file), geometry));
        return photos;
    }

    /// <summary>A network whose tensors of known names come from a file.</summary>
    public static Network Network(string architecture, string weights, int classes = 2)
    {
        var network = new Network(ArchitectureCatalog.Find(architecture), classes, seed: 1);
        using var stream = File.OpenRead(Find(weights));
        using var file = SafeTensors.Read(stream);
        using var untracked = torch.no_grad();
        foreach (var (name, tensor) in file.Tensors.Where(pair => network.State.ContainsKey(pair.Key)))
            network.State[name].copy_(tensor);
        return network;
    }
}
