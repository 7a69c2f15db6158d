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
            var photo = new FetchedPhoto(await UnpackAsync(place, (offset, count) => OpenAsync(blob, offset, count, cancellation), cancellation), lease);
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

    /// <summary>The bytes, of which there are as many as the place says.</summary>
    /// <param name="place">Where the file lies.</param>
    /// <param name="open">Opens the archive from an offset on; so many bytes are read, unless the archive ends before.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    /// <exception cref="IOException">The archive ends before the file does, or another file lies there.</exception>
    public static Task<byte[]> UnpackAsync(ArchivePlace place, Func<long, long, Task<Stream>> open, CancellationToken cancellation) => place switch
    {
        ArchivePlace.InTar inTar => FromTarAsync(open, inTar, cancellation),
        ArchivePlace.InZip inZip => FromZipAsync(open, inZip, cancellation),
        _ => throw new InvalidOperationException($"{place.GetType().Name} is no place that is read here."),
    };

    private static async Task<byte[]> FromTarAsync(Func<long, long, Task<Stream>> open, ArchivePlace.InTar place, CancellationToken cancellation)
    {
        await using var range = await open(place.Offset - TarHeader.Length, TarHeader.Length + place.Length);
        var header = new byte[TarHeader.Length];
        await range.ReadExactlyAsync(header, cancellation);
        if (TarHeader.SizeOf(header) != place.Length)
            throw new ArchiveChangedException();
        var bytes = new byte[place.Length];
        await range.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static async Task<byte[]> FromZipAsync(Func<long, long, Task<Stream>> open, ArchivePlace.InZip place, CancellationToken cancellation)
    {
        // The name and the extra fields before the bytes are as long as the file's own header says; what is asked for is enough for most.
        var asked = ZipHeader.Length + ZipHeader.UsualRest + place.Packed;
        var range = await open(place.Header, asked);
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
                range = await open(place.Header + ZipHeader.Length + rest, place.Packed);
            }
            return await InflateAsync(range, place, cancellation);
        }
        finally
        {
            await range.DisposeAsync();
        }
    }

    private static async Task<byte[]> InflateAsync(Stream range, ArchivePlace.InZip place, CancellationToken cancellation)
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

    private sealed class ArchiveChangedException() : IOException("No such file begins there.");
}
