using Azure;
using Azure.Storage.Blobs;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Faces;

/// <summary>The configured face detector, loaded when it is first asked for and shared by the whole process.</summary>
internal sealed class FaceDetectors(FaceOptions options, PhotoStorage storage) : IDisposable
{
    private const string Blob = "blob:";
    private readonly SemaphoreSlim _loading = new(1, 1);
    private FaceDetector? _loaded;

    /// <summary>The detector.</summary>
    /// <exception cref="InvalidDataException">None is configured, or it can't be loaded; the message says what to configure.</exception>
    public async Task<FaceDetector> GetAsync(CancellationToken cancellation)
    {
        if (_loaded is { } known)
            return known;
        await _loading.WaitAsync(cancellation);
        try
        {
            return _loaded ??= await LoadAsync(cancellation);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose()
    {
        _loaded?.Dispose();
        _loading.Dispose();
    }

    private async Task<FaceDetector> LoadAsync(CancellationToken cancellation)
    {
        if (!options.IsConfigured)
            throw new InvalidDataException("This app has no face detector. Configure Faces:Model, Faces:Sha256 and Faces:Kind (docs/filters.md says where to get one), or leave this filter out.");
        if (options.Kind is not { } kind)
            throw new InvalidDataException("Configure Faces:Kind: YuNet or Rfb320.");
        return FaceDetector.Load(kind, await ReadAsync(cancellation), options.Sha256);
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return Container() is var (container, name)
                ? (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray()
                : await File.ReadAllBytesAsync(options.Model, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RequestFailedException { Status: 404 })
        {
            throw new InvalidDataException("The face detector's file that Faces:Model names can't be read. Put it there, or configure another.", e);
        }
    }

    private (BlobContainerClient Container, string Name)? Container()
    {
        if (!options.Model.StartsWith(Blob, StringComparison.Ordinal))
            return null;
        return options.Model[Blob.Length..].Split('/', 2) switch
        {
            [Containers.Models, { Length: > 0 } name] => (storage.Models, name),
            [Containers.Sources, { Length: > 0 } name] => (storage.Sources, name),
            _ => throw new InvalidDataException("Faces:Model names no blob: write blob:models/… or blob:sources/…"),
        };
    }
}
