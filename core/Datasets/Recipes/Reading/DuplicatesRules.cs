namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What <c>duplicates</c> may say.</summary>
internal static class DuplicatesRules
{
    private static readonly Dictionary<string, LabelConflict> Conflicts = new()
    {
        ["dropCluster"] = LabelConflict.DropCluster,
        ["dropAll"] = LabelConflict.DropAll,
        ["majority"] = LabelConflict.Majority,
        ["keepFirst"] = LabelConflict.KeepFirst,
    };

    public static DuplicatesRecipe Read(Node node)
    {
        var (members, defaults) = (new Members(node), new DuplicatesRecipe());
        var hash = members.Get("hash", defaults.Hash, value => value.Choice(PerceptualHashes.ByName));
        var duplicates = new DuplicatesRecipe
        {
            Hash = hash,
            MaxDistance = members.Get("maxDistance", defaults.MaxDistance, value => Distance(value, hash)),
            Mirror = members.Get("mirror", defaults.Mirror, value => value.Truth()),
            Confirm = members["confirm"] is { } confirm ? Confirm(confirm, hash) : null,
            MaxDiameter = members.Optional("maxDiameter", value => value.Whole(0, Bits(hash))),
            OnLabelConflict = members.Get("onLabelConflict", defaults.OnLabelConflict, value => value.Choice(Conflicts)),
        };
        if (hash == PerceptualHash.None)
            FaultWithoutHash(members, duplicates);
        else if (duplicates.MaxDiameter < duplicates.MaxDistance)
            members["maxDiameter"]!.Fault($"Write at least the maxDistance, {duplicates.MaxDistance}: two photos of one cluster may differ by that much already.");
        members.Done();
        return duplicates;
    }

    private static ConfirmRecipe Confirm(Node node, PerceptualHash finder)
    {
        var members = new Members(node);
        var hash = members.Require("hash", PerceptualHash.PHash, value => value.Choice(PerceptualHashes.ByName));
        var confirm = new ConfirmRecipe { Hash = hash, MaxDistance = members.Require("maxDistance", 0, value => Distance(value, hash)) };
        if (members["hash"] is { } given && (hash == PerceptualHash.None || (hash == finder && finder != PerceptualHash.None)))
            given.Fault("Write another hash than the one that finds: dhash, phash or pdq.");
        members.Done();
        return confirm;
    }

    private static void FaultWithoutHash(Members members, DuplicatesRecipe duplicates)
    {
        if (duplicates.MaxDistance > 0)
            members["maxDistance"]!.Fault("Without a hash there is no distance: write 0, or name a hash.");
        if (duplicates.Mirror)
            members["mirror"]!.Fault("Without a hash there is no mirror image: write false, or name a hash.");
        if (duplicates.Confirm is not null)
            members["confirm"]!.Fault("Without a hash there is nothing to confirm: leave this out, or name a hash.");
        if (duplicates.MaxDiameter is not null)
            members["maxDiameter"]!.Fault("Without a hash there is no diameter: leave this out, or name a hash.");
    }

    private static int Distance(Node value, PerceptualHash hash) => hash == PerceptualHash.None ? value.Whole(0) : value.Whole(0, hash.MaxDistance());

    private static int Bits(PerceptualHash hash) => hash == PerceptualHash.Pdq ? 256 : 64;
}
