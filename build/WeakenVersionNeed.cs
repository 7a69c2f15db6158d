using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit ELF library and marks one of the symbol versions that it needs as weak, so that the loader does not
/// insist on it. Compiled by MSBuild against netstandard2.0 whenever the copy is out of date.
/// </summary>
/// <remarks>Layout: the System V ABI's section headers, and "Symbol Versioning" of the Linux Standard Base.</remarks>
public sealed class WeakenVersionNeed : Task
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const byte WeakFlag = 0x2;

    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        var image = File.ReadAllBytes(Source);
        if (image.Length < 64 || BitConverter.ToUInt32(image, 0) != 0x464c457f || image[4] != 2)
        {
            Log.LogError("{0} is not a 64-bit ELF library.", Source);
            return false;
        }

        var weakened = Weaken(image);
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        // A new file each time: outputs may be hard links to the old one, and a running program may have it mapped.
        var temporary = Destination + ".tmp";
        File.WriteAllBytes(temporary, image);
        File.Delete(Destination);
        File.Move(temporary, Destination);
        Log.LogMessage(MessageImportance.Normal, "{0}: {1} need(s) of {2} made weak.", Destination, weakened, Version);
        return true;
    }

    private int Weaken(byte[] image)
    {
        var sections = BitConverter.ToInt64(image, 0x28);
        int size = BitConverter.ToUInt16(image, 0x3a), count = BitConverter.ToUInt16(image, 0x3c), weakened = 0;
        for (var i = 0; i < count; i++)
        {
            var section = (int)(sections + (i * size));
            if (BitConverter.ToUInt32(image, section + 4) == VersionNeedSection)
            {
                var strings = (int)(sections + (BitConverter.ToUInt32(image, section + 0x28) * size));
                weakened += WeakenNeeds(image, (int)BitConverter.ToInt64(image, section + 0x18), (int)BitConverter.ToInt64(image, strings + 0x18));
            }
        }

        return weakened;
    }

    private int WeakenNeeds(byte[] image, int need, int names)
    {
        var weakened = 0;
        for (var next = -1; next != 0; need += next)
        {
            var version = need + (int)BitConverter.ToUInt32(image, need + 8);
            for (int left = BitConverter.ToUInt16(image, need + 2); left > 0; left--)
            {
                if (NameAt(image, names + (int)BitConverter.ToUInt32(image, version + 8)) == Version)
                {
                    image[version + 4] |= WeakFlag;
                    weakened++;
                }

                version += (int)BitConverter.ToUInt32(image, version + 12);
            }

            next = (int)BitConverter.ToUInt32(image, need + 12);
        }

        return weakened;
    }

    private static string NameAt(byte[] image, int start) =>
        Encoding.ASCII.GetString(image, start, Array.IndexOf(image, (byte)0, start) - start);
}
