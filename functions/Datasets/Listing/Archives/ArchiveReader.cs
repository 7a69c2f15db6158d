using System.IO.Compression;
using System.IO.Hashing;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>Gets one file out of an archive by its place, in one range read. Nothing is written to a disk, and never more than the recipe's limit is unpacked.</summary>
internal static class ArchiveReader
{
    /// <summary>The bytes, or why there are none. Throws for a cancellation, and when storage itself fails.</summary>
    public static async Task<FetchResult> FetchAsync(BlobContainerClient sources, ArchivePlace place, ByteBudget budget, int maxBytes, CancellationToken cancellation)
    {
        var length = place is ArchivePlace.InZip zip ? Math.Max(zip.Length, zip.Deflated ? 0 : zip.Packed) : ((ArchivePlace.InTar)place).Length;
        if (length > maxBytes)
            return new FetchFault(Outcomes.TooManyBytes, $"The file has {length} bytes; the recipe allows {maxBytes}.");

        var lease = await budget.TakeAsync(length, cancellation);
        try
        {
            var blob = sources.GetBlobClient(place.Blob);
            var bytes = place switch
            {
                ArchivePlace.InTar inTar => await FromTarAsync(blob, inTar, cancellation),
                ArchivePlace.InZip inZip => await FromZipAsync(blob, inZip, cancellation),
                _ => throw new InvalidOperationException($"{place.GetType().Name} is no place that is read here."),
            };
            var photo = new FetchedPhoto(bytes, lease);
            lease = null;
            return photo;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            return new FetchFault(Outcomes.NotFound, "The archive is gone, or is not the one that was listed.");
        }
        catch (ArchiveChangedException)
        {
            return new FetchFault(Outcomes.NotFound, "The archive is not the one that was listed: no such file begins there. Build again.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return new FetchFault(RejectionReason.Corrupt.Code(), $"The archive's entry is damaged: {e.Message}");
        }
        finally
        {
            lease?.Dispose();
        }
    }

    private static async Task<byte[]> FromTarAsync(BlobClient blob, ArchivePlace.InTar place, CancellationToken cancellation)
    {
        await using var range = await OpenAsync(blob, place.Offset - TarHeader.Length, TarHeader.Length + place.Length, cancellation);
        var header = new byte[TarHeader.Length];
        await range.ReadExactlyAsync(header, cancellation);
        if (TarHeader.SizeOf(header) != place.Length)
            throw new ArchiveChangedException();
        var bytes = new byte[place.Length];
        await range.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static async Task<byte[]> FromZipAsync(BlobClient blob, ArchivePlace.InZip place, CancellationToken cancellation)
    {
        // The name and the extra fields before the bytes are as long as the file's own header says; what is asked for is enough for most.
        var asked = ZipHeader.Length + ZipHeader.UsualRest + place.Packed;
        var range = await OpenAsync(blob, place.Header, asked, cancellation);
        try
        {
            var header = new byte[ZipHeader.Length];
            await range.ReadExactlyAsync(header, cancellation);
            var rest = ZipHeader.RestOf(header) ?? throw new ArchiveChangedException();
            if (rest <= ZipHeader.UsualRest)
            {
                await range.ReadExactlyAsync(new byte[rest], cancellation);
            }
            else
            {
                await range.DisposeAsync();
                range = await OpenAsync(blob, place.Header + ZipHeader.Length + rest, place.Packed, cancellation);
            }
            return await UnpackAsync(range, place, cancellation);
        }
        finally
        {
            await range.DisposeAsync();
        }
    }

    private static async Task<byte[]> UnpackAsync(Stream range, ArchivePlace.InZip place, CancellationToken cancellation)
    {
        var bytes = new byte[place.Length];
        await using var packed = new LimitedStream(range, place.Packed);
        await using var unpacked = place.Deflated ? new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true) : (Stream)packed;
        await unpacked.ReadExactlyAsync(bytes, cancellation);
        // A bomb says that it is small: not one byte more than it said is unpacked.
        if (await unpacked.ReadAsync(new byte[1], cancellation) != 0)
            throw new InvalidDataException($"it is larger than the {place.Length} bytes that the directory gives.");
        if (Crc32.HashToUInt32(bytes) != place.Crc)
            throw new InvalidDataException("its checksum is not that of the directory.");
        return bytes;
    }

    private static async Task<Stream> OpenAsync(BlobClient blob, long offset, long length, CancellationToken cancellation)
    {
        if (offset < 0)
            throw new ArchiveChangedException();
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
        return (await blob.DownloadStreamingAsync(options, cancellation)).Value.Content;
    }

    private sealed class ArchiveChangedException : Exception;
}
