using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>
/// One function's receipts, in storage: one small blob for each blob it has seen, overwritten when that changes. A receipt is
/// written before the function starts, so that a blob that kills the process is given up in the end.
/// </summary>
internal sealed class BlobReceipts(BlobContainerClient storage, string prefix)
{
    private Dictionary<string, BlobReceipt> _earlier = [];

    /// <summary>Reads the receipts of earlier runs.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await storage.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var earlier = new Dictionary<string, BlobReceipt>();
        await foreach (var item in storage.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellation))
        {
            var metadata = item.Metadata;
            if (metadata.TryGetValue("etag", out var etag) && metadata.TryGetValue("attempts", out var attempts))
                earlier[item.Name] = new(etag, int.Parse(attempts), metadata.ContainsKey("settled"));
        }
        _earlier = earlier;
    }

    /// <summary>What an earlier run left; asked once for a blob, then forgotten.</summary>
    public BlobReceipt? Take(string blobName) => _earlier.Remove(NameOf(blobName), out var receipt) ? receipt : null;

    public async Task WriteAsync(string blobName, BlobReceipt receipt)
    {
        var metadata = new Dictionary<string, string> { ["etag"] = receipt.ETag, ["attempts"] = receipt.Attempts.ToString() };
        if (receipt.Settled)
            metadata["settled"] = "true";
        // The name is the content: it may hold what metadata can't, and a person wants to see it.
        await storage.GetBlobClient(NameOf(blobName))
            .UploadAsync(BinaryData.FromString(blobName), new BlobUploadOptions { Metadata = metadata });
    }

    private string NameOf(string blobName) => prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blobName)));
}
